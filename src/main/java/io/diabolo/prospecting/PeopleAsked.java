package io.diabolo.prospecting;

import io.diabolo.platform.Actor;
import io.diabolo.records.FurtherCondition;
import io.diabolo.web.Ui;
import java.util.UUID;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What prospecting asks of the list of people. */
@Component
class PeopleAsked implements FurtherCondition {
    private final TargetProfiles profiles;
    private final TargetLists lists;
    private final Suppression suppression;

    PeopleAsked(TargetProfiles profiles, TargetLists lists, Suppression suppression) {
        this.profiles = profiles;
        this.lists = lists;
        this.suppression = suppression;
    }

    @Override
    public String type() {
        return "person";
    }

    @Override
    public @Nullable Condition of(String parameter, String value, Actor me) {
        return switch (parameter) {
            case "profile" -> CompaniesAsked.found(value, id -> profiles.people(profiles.get(id), me));
            case "list" -> CompaniesAsked.found(value, id -> lists.peopleOn(lists.get(id, me), me));
            case "suppressed" ->
                value.equals("none")
                        ? suppression.person(me.member()).isNull()
                        : Reason.of(value)
                                .map(reason -> suppression.person(me.member()).eq(reason.id()))
                                .orElse(null);
            default -> null;
        };
    }

    @Override
    public @Nullable String text(String parameter, String value, Ui ui) {
        return switch (parameter) {
            case "profile" ->
                ui.t(
                        "prospecting.asked.profile",
                        profiles.get(UUID.fromString(value)).name());
            case "list" ->
                ui.t(
                        "prospecting.asked.list",
                        lists.get(UUID.fromString(value), ui.me()).name());
            case "suppressed" -> value.equals("none") ? ui.t("suppression.none") : ui.t("suppression." + value);
            default -> null;
        };
    }
}
