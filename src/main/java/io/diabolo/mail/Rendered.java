package io.diabolo.mail;

import java.util.List;

/**
 * A template filled in for somebody.
 *
 * @param language of the variant taken: fr or en
 * @param missing the variables that had neither a value nor a fallback, by name
 */
public record Rendered(String subject, String body, String language, List<String> missing) {}
