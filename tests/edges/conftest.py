from card import card

__all__ = ["card"]
