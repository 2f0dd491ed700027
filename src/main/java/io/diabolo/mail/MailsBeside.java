package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.directory.ActivityMore;
import io.diabolo.directory.RecordAbove.Action;
import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.records.Reference;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On a record's page: writing to its person, what is still to leave, and the way from the timeline into each mail. */
@Component
@Order(20)
class MailsBeside implements RecordBeside, ActivityMore {
    private static final int SHOWN = 5;
    private final DSLContext sql;
    private final Allowance allowance;

    MailsBeside(DSLContext sql, Allowance allowance) {
        this.sql = sql;
        this.allowance = allowance;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        return switch (type) {
            case "mail_template" ->
                List.of(new Panel(
                        "template.variables.title",
                        List.of(
                                new Line(ui.t("template.preview"), "", "/mail-templates/" + row.id() + "/preview", ""),
                                new Line(ui.t("template.variables"), variables(), "", ""))));
            case "person" -> mails(row.id(), "/people/" + row.id(), ui);
            case "lead" ->
                row.value("person") instanceof Reference person
                        ? mails(person.id(), "/leads/" + row.id(), ui)
                        : List.of();
            default -> List.of();
        };
    }

    private static String variables() {
        return String.join(", ", TemplateText.VARIABLES);
    }

    private List<Panel> mails(UUID person, String path, Ui ui) {
        var lines = new ArrayList<Line>();
        lines.add(new Line(ui.t("mail.write"), unreachable(person, ui), path + "/mails/new", ""));
        sql.selectFrom(MAIL)
                .where(MAIL.PERSON_ID.eq(person))
                .and(MAIL.STATE.in("waiting", "sending", "uncertain", "failed"))
                .orderBy(MAIL.AT.desc(), MAIL.ID.desc())
                .limit(SHOWN)
                .forEach(mail -> {
                    var own = mail.getMemberId().equals(ui.me().member().value());
                    var shown = own || MailPrivacy.of(mail.getPrivacy()).showsSubject();
                    lines.add(new Line(
                            shown ? mail.getSubject() : ui.t("mail.hidden"),
                            ui.t("mail.state." + mail.getState()),
                            "/mails/" + mail.getId(),
                            ""));
                });
        return List.of(new Panel("mail.many", lines));
    }

    private String unreachable(UUID person, Ui ui) {
        var address = sql.select(PERSON.EMAIL)
                .from(PERSON)
                .where(PERSON.ID.eq(person))
                .fetchOne(PERSON.EMAIL);
        return address != null && allowance.isUnreachable(address) ? ui.t("mail.address.unreachable") : "";
    }

    /** Reads the index mail_activity. */
    @Override
    public Map<UUID, Action> of(Collection<UUID> activities, Ui ui) {
        var all = new HashMap<UUID, Action>();
        sql.select(MAIL.ACTIVITY_ID, MAIL.ID, MAIL.DIRECTION)
                .from(MAIL)
                .where(MAIL.ACTIVITY_ID.in(activities))
                .forEach(row ->
                        all.put(row.value1(), new Action(label(row.value3(), ui), "/mails/" + row.value2(), false)));
        return all;
    }

    private static String label(@Nullable String direction, Ui ui) {
        return ui.t("inbound".equals(direction) ? "mail.open.inbound" : "mail.open");
    }
}
