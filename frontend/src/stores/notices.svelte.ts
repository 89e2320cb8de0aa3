/** What the desk tells in passing, with an undo where there is one. */

export interface Notice {
  key: number;
  text: string;
  wrong: boolean;
  undo: (() => void) | null;
}

const STAYS_MS = 9000; // long enough to reach "Undo" by keyboard
let notices = $state<Notice[]>([]);
let next = 0;

export const noticeboard = {
  get all(): Notice[] {
    return notices;
  },
};

export function tell(text: string, { wrong = false, undo = null as Notice['undo'] } = {}): void {
  const key = next++;
  notices = [...notices.slice(-2), { key, text, wrong, undo }];
  setTimeout(() => dismiss(key), STAYS_MS);
}

export function dismiss(key: number): void {
  notices = notices.filter((each) => each.key !== key);
}
