# One command each: interview, test, lint, bench. Each does its own set-up in .venv and is quick the second time.
