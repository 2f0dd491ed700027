package io.diabolo.mail.reading;

/** A file that came with a mail. */
public record ReadFile(String name, String type, byte[] content) {}
