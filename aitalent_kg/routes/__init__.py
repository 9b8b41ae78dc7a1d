"""Routes of a career: from a role, category, background or person to a goal, with their cost."""
