"""Any server with OpenAI's speech interface, `/v1/audio/speech`: one's own or a paid one."""
