package io.diabolo.support;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who asks how it was by a link that was mailed: tickets and surveys. All are answered on one page, and each looks whether
 * another has asked the same address a short time ago. A bean.
 */
public interface RatingSource {
    /** What the link asks; null when it isn't of this source, or no longer good. */
    @Nullable
    Rating asked(SupportLink link, Locale locale);

    /** Answered twice is one answer, the later; nothing changes once it is no longer {@link Rating#open}. */
    void answer(SupportLink link, int score, String comment);

    /** Whether the address was asked since. */
    boolean hasAsked(String address, Instant since);
}
