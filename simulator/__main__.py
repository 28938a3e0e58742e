"""`python -m simulator` is `simulate`."""

from simulator.cli.main import main

raise SystemExit(main())
