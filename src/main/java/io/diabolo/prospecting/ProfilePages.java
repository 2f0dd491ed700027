package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.PRIORITY;
import static io.diabolo.jooq.Tables.TARGET_LIST;

import io.diabolo.directory.NafLabels;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import io.diabolo.rules.Rules;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what the page of a target profile shows. */
@Component
class ProfilePages {
    private static final Pattern NAF = Pattern.compile("\\b\\d{2}\\.\\d{2}[A-Z]\\b");
    private static final int MOST = 60;
    private static final int SHOWN = 20;
    private final DSLContext sql;
    private final RecordTypes types;
    private final TargetProfiles profiles;
    private final Rules rules;
    private final NafLabels naf;

    ProfilePages(DSLContext sql, RecordTypes types, TargetProfiles profiles, Rules rules, NafLabels naf) {
        this.sql = sql;
        this.types = types;
        this.profiles = profiles;
        this.rules = rules;
        this.naf = naf;
    }

    @Transactional(readOnly = true)
    public ProfilePage of(UUID id, Map<String, String> typed, ProfilePage.Said fault, boolean stale, Ui ui) {
        var profile = profiles.get(id);
        var sought = typed.getOrDefault("naf", "").strip();
        return new ProfilePage(
                profile,
                Arrays.stream(Criteria.Side.values())
                        .map(side -> part(profile, side, ui))
                        .toList(),
                priorities(),
                sought.isEmpty() ? Map.of() : naf.find(sought, MOST),
                sought,
                lists(id, ui),
                typed,
                fault,
                stale);
    }

    private ProfilePage.Part part(TargetProfiles.Profile profile, Criteria.Side side, Ui ui) {
        var lines = new ArrayList<ProfilePage.Line>();
        for (var expression : profile.lines(side)) {
            var fault = rules.fault(side.purpose(), expression);
            var says = fault == null ? rules.says(side.purpose(), expression, ui.locale()) : expression;
            var told = fault == null ? "" : ui.t(fault.key(), fault.args().toArray());
            lines.add(new ProfilePage.Line(lines.size(), says, activities(expression), expression, told));
        }
        return new ProfilePage.Part(side, lines, rules.words(side.purpose(), ui.locale()));
    }

    /** What the codes of a condition stand for. */
    private String activities(String expression) {
        return NAF.matcher(expression)
                .results()
                .map(MatchResult::group)
                .map(naf::label)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private Map<UUID, String> priorities() {
        var all = new LinkedHashMap<UUID, String>();
        sql.select(PRIORITY.ID, PRIORITY.NAME)
                .from(PRIORITY)
                .where(PRIORITY.DELETED_AT.isNull())
                .orderBy(PRIORITY.NAME_KEY, PRIORITY.ID)
                .limit(200)
                .forEach(row -> all.put(row.value1(), row.value2()));
        return all;
    }

    private Map<UUID, String> lists(UUID profile, Ui ui) {
        var all = new LinkedHashMap<UUID, String>();
        sql.select(TARGET_LIST.ID, TARGET_LIST.NAME)
                .from(TARGET_LIST)
                .where(TARGET_LIST.PROFILE_ID.eq(profile))
                .and(TARGET_LIST.DELETED_AT.isNull())
                .and(Visible.to(ui.me(), types.byId("target_list").orElseThrow()))
                .orderBy(TARGET_LIST.CREATED_AT.desc(), TARGET_LIST.ID.desc())
                .limit(SHOWN)
                .forEach(row -> all.put(row.value1(), row.value2()));
        return all;
    }

    /** The market of a profile, as its part of the page shows it. */
    @Transactional(readOnly = true)
    public Shown market(UUID id, Ui ui) {
        return new Shown(id, profiles.get(id).name(), profiles.addressable(id, ui.me()), List.of(Coverage.values()));
    }

    record Shown(UUID id, String name, TargetProfiles.Addressable addressable, List<Coverage> steps) {
        String companies() {
            return "/companies?profile=" + id;
        }

        String companies(Coverage step) {
            return companies() + "&coverage=" + step.id();
        }

        String people() {
            return "/people?profile=" + id;
        }
    }
}
