package io.diabolo.demo;

import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.Visibility;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.records.RecordType;
import io.diabolo.records.Records;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;

/** An account manager is looked for at Atelier Nord: the job is out, and some people have applied. */
final class Vacancy {
    private static final List<String[]> CANDIDATES = List.of(
            new String[] {
                "Agathe Lenoir", "interview", "9", "Sept ans de suivi de grands comptes, dont trois chez un éditeur."
            },
            new String[] {
                "Bastien Roche",
                "interview",
                "12",
                "Je renouvelle et je développe une vingtaine de comptes industriels."
            },
            new String[] {"Chloé Marchand", "applied", "2", "Votre façon de suivre la valeur promise m’intéresse."},
            new String[] {"Driss Amrani", "applied", "6", ""},
            new String[] {"Emma Leclerc", "refused", "20", "Débutante, très motivée par le conseil."});
    private final DSLContext sql;
    private final List<RecordType> types;
    private final Records records;

    Vacancy(DSLContext sql, List<RecordType> types, Records records) {
        this.sql = sql;
        this.types = types;
        this.records = records;
    }

    void open(UUID workspace, LocalDate today) {
        var recruiter = sql.fetchSingle(
                "select id, name from member where 'recruiter' = any (roles) order by created_at, id limit 1");
        var me = new Actor(
                new WorkspaceId(workspace),
                new MemberId(recruiter.get(0, UUID.class)),
                recruiter.get(1, String.class),
                Set.of("recruiter"),
                false,
                new Visibility.All(),
                Scope.ADMIN,
                Origin.IMPORT,
                Locale.FRANCE,
                Chance.ZONE);
        var open = sql.fetchOne(
                "select id from position where state = 'open' and role = 'account-manager' order by name_key, id limit 1");
        var position = open != null
                ? open.get(0, UUID.class)
                : create(
                        "position",
                        Map.of(
                                "role", "account-manager",
                                "state", "open",
                                "team", "clients",
                                "segments", "mid_market, enterprise",
                                "languages", "fr, en",
                                "ramp_months", "3"),
                        me);
        var job = create(
                "job_description",
                Map.of(
                        "position", position.toString(),
                        "language", "fr",
                        "inclusive", "point",
                        "salary_min", "45000",
                        "salary_max", "54000",
                        "variable", "6000",
                        "city", "Lille",
                        "postal_code", "59000",
                        "remote", "partial",
                        "state", "published"),
                me);
        for (var one : CANDIDATES) {
            var on = today.minusDays(Integer.parseInt(one[2])).toString();
            var values = new HashMap<String, String>();
            values.put("name", one[0]);
            values.put("email", Market.slug(one[0]).replace('-', '.') + "@courrier.example");
            values.put("stage", one[1]);
            values.put("message", one[3]);
            values.put("job_description", job.toString());
            values.put("source", "page publique");
            values.put("applied_on", on);
            values.put("contact_on", on);
            var candidate = create("candidate", values, me);
            if (one[1].equals("interview")) {
                create(
                        "interview",
                        Map.of(
                                "candidate",
                                candidate.toString(),
                                "held_on",
                                today.minusDays(1).toString()),
                        me);
            }
        }
    }

    private UUID create(String type, Map<String, String> values, Actor me) {
        var of = types.stream().filter(one -> one.id().equals(type)).findFirst().orElseThrow();
        return records.create(of, values, me).record().id();
    }
}
