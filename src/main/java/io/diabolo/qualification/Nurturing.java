package io.diabolo.qualification;

import java.util.UUID;

/** The answer to "keep this lead for later". Nothing is written unless it is {@link Done}. */
public sealed interface Nurturing {
    record Done(UUID lead, UUID changeSet) implements Nurturing {}

    /** It is closed: reopen it first. */
    record Closed(UUID lead) implements Nurturing {}

    /** The day has to lie after today, and within two years. */
    record NotLater() implements Nurturing {}
}
