"""Writes the tables of docs/codebooks.md from the codebooks themselves: `python docs/write_codebooks.py`."""

from pathlib import Path

from recoupe.codebooks import CODEBOOKS, Codebook, load_codebook

PAGE = Path(__file__).parent / "codebooks.md"
MARK = "<!-- written by docs/write_codebooks.py from here on -->"


def main() -> None:
    """Writes the page anew, what was written by hand kept."""
    PAGE.write_text(write_codebooks(), encoding="utf-8")


def write_codebooks() -> str:
    """The page: the part by hand, then each codebook."""
    by_hand = PAGE.read_text("utf-8").partition(MARK)[0]
    parts = [codebook_part(name, load_codebook(name)) for name in CODEBOOKS]
    return by_hand + MARK + "\n\n" + "\n\n".join(parts) + "\n"


def codebook_part(name: str, codebook: Codebook) -> str:
    """Title, traps and rules of one."""
    lines = [f"## {codebook.title} (`{name}`, {codebook.version})", ""]
    lines += [f"- {trap}" for trap in codebook.traps]
    lines += ["", f"| when | {' / '.join(codebook.columns)} | source |", "|---|---|---|"]
    for rule in codebook.rules:
        when = "; ".join(f"{field}: {', '.join(sorted(accepted))}" for field, accepted in rule.when.items())
        given = " / ".join(value for value in rule.code.values() if value)
        codes = f"*left out*: {rule.leave_out}" if rule.leave_out else given
        lines.append(f"| {when or 'anything else'} | {codes} | {rule.source} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
