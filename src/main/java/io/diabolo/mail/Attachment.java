package io.diabolo.mail;

/**
 * A file that goes with a mail.
 *
 * @param type its media type, with parameters where they matter: {@code text/calendar; method=REQUEST}
 */
public record Attachment(String name, String type, byte[] content) {}
