"""What authors write: scenarios, personas and rubrics, parsed once into frozen types."""
