"""From the situation to frozen view states: what the screens draw."""
