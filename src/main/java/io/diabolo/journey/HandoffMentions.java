package io.diabolo.journey;

import io.diabolo.mentions.Mention;
import io.diabolo.mentions.Mentions;
import io.diabolo.mentions.Mentions.Place;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Origin;
import io.diabolo.records.RecordTypes;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who is named in what is said at a hand-off: when it is offered, and when it is returned. */
@Component
class HandoffMentions {
    private static final String NOTE = "handoff";
    private static final String REASON = "handoff_answer";

    private final Mentions mentions;
    private final RecordTypes types;

    HandoffMentions(Mentions mentions, RecordTypes types) {
        this.mentions = mentions;
        this.types = types;
    }

    /** Whom a hand-off names, in its note and in its answer. */
    record Named(List<Mention> note, List<Mention> reason) {}

    @Transactional(readOnly = true)
    public Named of(HandoffId id) {
        return new Named(mentions.of(NOTE, id.value()), mentions.of(REASON, id.value()));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void in(Handoff handoff, UUID changeSet, Actor me) {
        keep(NOTE, handoff, handoff.note(), changeSet, me);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void inReason(Handoff handoff, UUID changeSet, Actor me) {
        keep(REASON, handoff, handoff.reason() == null ? "" : handoff.reason(), changeSet, me);
    }

    /** What a rule or a form says mentions nobody. */
    private void keep(String kind, Handoff handoff, String text, UUID changeSet, Actor me) {
        if ((me.origin() == Origin.PAGE || me.origin() == Origin.API) && text.indexOf('@') >= 0) {
            mentions.keep(
                    new Mentions.Written(kind, handoff.id().value(), text, changeSet),
                    reader -> shown(handoff, reader),
                    me);
        }
    }

    /** The hand-off for who may see it, else its subject. */
    private @Nullable Place shown(Handoff handoff, Actor reader) {
        if (HandoffRights.maySee(handoff, reader)) {
            return new Place(handoff.subjectType(), handoff.subject(), "/handoffs/" + handoff.id());
        }
        var places = types
                .byId(handoff.subjectType())
                .map(type -> new Place(
                        handoff.subjectType(), handoff.subject(), "/" + type.plural() + "/" + handoff.subject()))
                .stream()
                .toList();
        return mentions.seen(places, reader);
    }
}
