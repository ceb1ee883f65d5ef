"""The facts of one authorisation (事项) as Pydantic models."""
