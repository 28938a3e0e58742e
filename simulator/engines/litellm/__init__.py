"""Whatever litellm reaches: models of many providers, of this machine among them."""
