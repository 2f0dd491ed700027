package io.diabolo.forecast;

import io.diabolo.identity.Members;
import io.diabolo.identity.Teams;
import io.diabolo.platform.Actor;
import io.diabolo.records.FurtherCondition;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.Objects;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The deals behind each figure of the forecast, for the list of opportunities. */
@Component
class OpportunitiesAsked implements FurtherCondition {
    private final Members members;
    private final Teams teams;
    private final Worths worths;

    OpportunitiesAsked(Members members, Teams teams, Worths worths) {
        this.members = members;
        this.teams = teams;
        this.worths = worths;
    }

    @Override
    public String type() {
        return "opportunity";
    }

    @Override
    public @Nullable Condition of(String parameter, String value, Actor me) {
        var cut = parameter.equals("forecast") ? Cut.of(value) : null;
        if (cut == null) {
            return null;
        }
        var staff = new Staff(members.all(), me);
        return staff.knows(cut.whose()) ? cut.condition(staff, worths.now()) : null;
    }

    @Override
    public @Nullable String text(String parameter, String value, Ui ui) {
        var cut = parameter.equals("forecast") ? Cut.of(value) : null;
        if (cut == null) {
            return null;
        }
        var parts = new ArrayList<String>();
        parts.add(cut.period().label(ui));
        if (cut.part() != null) {
            parts.add(ui.t("forecast.part." + cut.part().id()));
        }
        if (cut.type() != null) {
            parts.add(ui.t("choice.opportunity.type." + cut.type()));
        }
        if (cut.unrated()) {
            parts.add(ui.t("forecast.left-out.short"));
        }
        if (!(cut.whose() instanceof Whose.Everybody)) {
            parts.add(name(cut.whose(), ui));
        }
        return String.join(" · ", parts);
    }

    /** What a part of the staff is called. */
    String name(Whose whose, Ui ui) {
        return switch (whose) {
            case Whose.Everybody() -> ui.t("forecast.whose.all");
            case Whose.Nobody() -> ui.t("forecast.whose.nobody");
            case Whose.Alone(var id) -> {
                var member = members.find(id);
                yield member == null ? "–" : member.name();
            }
            case Whose.Line(var id) -> {
                var member = members.find(id);
                yield member == null ? "–" : ui.t("forecast.whose.line", member.name());
            }
            case Whose.OfTeam(var id) ->
                id == null
                        ? ui.t("forecast.whose.no-team")
                        : teams.all().stream()
                                .filter(team -> Objects.equals(team.id(), id))
                                .map(io.diabolo.identity.Team::name)
                                .findFirst()
                                .orElse("–");
        };
    }
}
