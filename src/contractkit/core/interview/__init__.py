"""The interview without a screen: questions, layered answers, what they make of the clauses, a state machine."""
