"""Read, write and print untrusted files, texts and URLs safely."""
