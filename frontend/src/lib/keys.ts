/** Keys that act on the page, unless somebody is writing. */

export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  return modified || !!target?.closest('input, textarea, select, dialog, [contenteditable]');
}
