package io.diabolo.mail.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report says of a mail that wasn't delivered.
 *
 * @param recipient to whom it should have gone, in lower case; null where the report doesn't say
 * @param status the code of RFC 3463, such as 5.1.1; empty where the report doesn't say
 * @param diagnostic the server's own words
 * @param permanent whether the address won't take the next one either
 * @param originals the ids of mails that the report quotes, with their angle brackets
 */
public record Bounce(
        @Nullable String recipient, String status, String diagnostic, boolean permanent, List<String> originals) {}
