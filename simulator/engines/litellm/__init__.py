"""Whatever litellm reaches, on this machine too: its calls, tried again, paid for, and told plainly."""
