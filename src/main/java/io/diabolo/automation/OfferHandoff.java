package io.diabolo.automation;

import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Offer;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.records.RecordType;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Offers the record to the next role, which answers as always: nothing changes its owner in silence. */
@Component
@Order(60)
class OfferHandoff implements Deed {
    private final Handoffs handoffs;

    OfferHandoff(Handoffs handoffs) {
        this.handoffs = handoffs;
    }

    @Override
    public String kind() {
        return "handoff";
    }

    @Override
    public boolean suits(RecordType type) {
        return !kinds(type.id()).isEmpty();
    }

    /** Those that are about such records. */
    static List<HandoffKind> kinds(String type) {
        return Arrays.stream(HandoffKind.values())
                .filter(one -> one.subjects().contains(type))
                .toList();
    }

    @Override
    public List<Fault> check(Action action, RecordType type, Actor me) {
        var kind = kinds(type.id()).stream()
                .filter(one -> one.id().equals(action.value("handoff")))
                .findFirst()
                .orElse(null);
        if (kind == null) {
            return List.of(new Fault("handoff", "automation.fault.handoff"));
        }
        var may = me.administrator()
                || me.roles().contains("manager")
                || kind.from().stream().anyMatch(me.roles()::contains);
        if (!may) {
            return List.of(new Fault("handoff", "automation.fault.rights"));
        }
        return action.value("note").length() > 1_000
                ? List.of(new Fault("note", "problem.field.too-long", 1_000))
                : List.of();
    }

    @Override
    public Did act(Doing doing) {
        var kind = HandoffKind.named(doing.told().value("handoff"))
                .orElseThrow(() -> new Refused("automation.fault.handoff"));
        var offered = handoffs.offer(
                new Offer(
                        kind,
                        doing.type().id(),
                        doing.run().record(),
                        null,
                        null,
                        doing.told().value("note"),
                        List.of()),
                doing.keeper());
        return Did.of(offered.changeSet() == null ? "automation.did.handoff-before" : "automation.did.handoff")
                .in(offered.changeSet());
    }
}
