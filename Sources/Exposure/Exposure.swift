/// Why am I seeing it? What was delivered to whom, measured, and said in plain words.
enum Exposure {}
