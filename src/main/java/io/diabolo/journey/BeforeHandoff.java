package io.diabolo.journey;

import io.diabolo.platform.Actor;
import java.util.Map;
import java.util.UUID;

/** What the subject's module does when one of its records is offered, in the same transaction. A bean. */
public interface BeforeHandoff {
    /** After a carried answer's name: the question's words, and the evidence. */
    String QUESTION = ".question";

    String EVIDENCE = ".evidence";

    HandoffKind kind();

    /** Whether it knows this type, of the hand-offs that may be about several. */
    default boolean isAbout(String subjectType) {
        return true;
    }

    /**
     * @return what is known of it and goes along, by the names of the fields
     * @throws io.diabolo.platform.BadInput when it can't be handed over as it stands
     */
    Map<String, String> offering(UUID subject, UUID changeSet, Actor me);
}
