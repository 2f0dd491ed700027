package io.diabolo.prospecting;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.FurtherCondition;
import io.diabolo.web.Ui;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What prospecting asks of the list of companies: the records behind each of its figures. */
@Component
class CompaniesAsked implements FurtherCondition {
    private final TargetProfiles profiles;
    private final TargetLists lists;
    private final Suppression suppression;
    private final Claims claims;

    CompaniesAsked(TargetProfiles profiles, TargetLists lists, Suppression suppression, Claims claims) {
        this.profiles = profiles;
        this.lists = lists;
        this.suppression = suppression;
        this.claims = claims;
    }

    @Override
    public String type() {
        return "company";
    }

    @Override
    public @Nullable Condition of(String parameter, String value, Actor me) {
        return switch (parameter) {
            case "profile" -> found(value, id -> profiles.companies(profiles.get(id)));
            case "list" ->
                found(value, id -> ListEntries.companiesOn(lists.get(id, me).id()));
            case "coverage" -> Coverage.of(value).map(Coverage::holds).orElse(null);
            case "suppressed" ->
                value.equals("none")
                        ? suppression.company(me.member()).isNull()
                        : Reason.of(value)
                                .map(reason -> suppression.company(me.member()).eq(reason.id()))
                                .orElse(null);
            case "claimed" ->
                switch (value) {
                    case "me" -> claims.held(me.member());
                    case "any" -> claims.held(null);
                    case "nobody" -> claims.held(null).not();
                    default -> null;
                };
            default -> null;
        };
    }

    /** Null for what isn't an id, or names nothing that the actor may see: the list says that it doesn't know it. */
    static @Nullable Condition found(String value, Function<UUID, Condition> condition) {
        try {
            return value.length() == 36 ? condition.apply(UUID.fromString(value)) : null;
        } catch (IllegalArgumentException | NoSuchRecord _) {
            return null;
        }
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
            case "coverage" -> ui.t("coverage." + value);
            case "suppressed" -> value.equals("none") ? ui.t("suppression.none") : ui.t("suppression." + value);
            case "claimed" -> ui.t("prospecting.asked.claimed." + value);
            default -> null;
        };
    }
}
