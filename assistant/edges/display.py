"""What is said both ways, on the terminal or nowhere."""

from __future__ import annotations


class TerminalDisplay:
    def heard(self, transcript: str) -> None:
        print(f"  > {transcript}", flush=True)

    def said(self, text: str) -> None:
        print(text, flush=True)


class NoDisplay:
    def heard(self, transcript: str) -> None:
        pass

    def said(self, text: str) -> None:
        pass
