"""What bodies are called."""

from monitor.status.assessors import Bodies


def name_of(body: str, bodies: Bodies) -> str:
    """What a body is called; its id, or the words that stand for it, where it is not described."""
    described = bodies.get(body)
    return described.name if described is not None else body
