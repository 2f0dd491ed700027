package io.diabolo.acceptance;

import io.diabolo.importing.Imports;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Offer;
import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.prospecting.TargetLists;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** A small world in which every page has something to show, and the addresses of all that an administrator can open in it. */
public final class EveryAddress {
    private final ApplicationContext application;
    private final Given given;
    private final DSLContext sql;
    private final RecordTypes types;
    private final Records records;
    private final Imports imports;

    public EveryAddress(ApplicationContext application, Given given) {
        this.application = application;
        this.given = given;
        this.sql = application.getBean(DSLContext.class);
        this.types = application.getBean(RecordTypes.class);
        this.records = application.getBean(Records.class);
        this.imports = application.getBean(Imports.class);
    }

    /** The addresses, once all of it is there. */
    public List<String> all() {
        var me = given.administrator();
        var nora = given.member("Nora Petit", "sdr");
        var pages = new ArrayList<>(List.of(
                "/",
                "/?basis=activity&compare=inbound",
                "/tasks",
                "/desk",
                "/desk/keeping",
                "/settings/configuration",
                "/settings/configuration/changes",
                "/settings/configuration/changes?section=calendar",
                "/desk/figures/meetings-held",
                "/targets",
                "/targets?role=sdr",
                "/settings/prediction",
                "/imports",
                "/exports",
                "/changes",
                "/bin",
                "/roles",
                "/roles/account-executive",
                "/roles/titles",
                "/members",
                "/members/new",
                "/members/" + nora.member(),
                "/teams",
                "/workspace",
                "/backups",
                "/workspaces",
                "/profile",
                "/profile/second-factor",
                "/profile/passkeys",
                "/profile/mailbox",
                "/profile/mailbox/return?code=x&state=y",
                "/settings/mailboxes",
                "/mails/uncertain",
                "/mails/failed",
                "/tokens",
                "/definitions",
                "/search?q=atelier",
                "/components",
                "/handoffs",
                "/handoffs?tab=all",
                "/settings/handoffs",
                "/settings/pipelines",
                "/settings/pipelines/new_business",
                "/settings/reasons",
                "/field/nearby",
                "/field/nearby?postcode=29200&city=Brest",
                "/opportunities/board",
                "/quality",
                "/reports",
                "/reports/new?of=opportunities&by=close_date.month&across=stage",
                "/reports/new?of=opportunities&by=close_date.quarter&across=owner&measure=sum.amount&look=line",
                "/reports/new?of=leads&by=stage&look=funnel",
                "/reports/new?of=people&by=company",
                "/opportunities/board?lanes=owner&at=proposal",
                "/settings/calendar",
                "/hours",
                "/availability",
                "/calls",
                "/calls/ahead",
                "/notifications",
                "/notifications/settings",
                "/problems/not-found",
                "/nothing-here"));
        WorkspaceScope.run(given.workspace(), () -> {
            var done = imports.upload(PipelineSet.small(3).uploads(), Imports.Order.yesNow(), me);
            var asked = imports.upload(
                    PipelineSet.small(2).uploads(),
                    new Imports.Order(null, false, false, true, io.diabolo.importing.ImportOptions.usual()),
                    me);
            pages.add("/imports/" + done);
            pages.add("/imports/" + asked);
            records.create(types.byPlural("people"), Map.of("last_name", "Martin", "email", "l@example.org"), me);
            var lead = records.create(
                    types.byPlural("leads"),
                    Map.of("last_name", "Petit", "email", "p@example.org", "phone", "+33155512345"),
                    me);
            var meeting = records.create(
                    types.byPlural("meetings"),
                    Map.of("kind", "demo", "lead", lead.record().id().toString(), "starts_at", "2031-03-04T09:00:00Z"),
                    me);
            pages.add("/bookings/new?lead=" + lead.record().id());
            pages.add("/meetings/" + meeting.record().id() + "/times");
            pages.add("/meetings/" + meeting.record().id() + "/outcome");
            pages.add("/booked/"
                    + given.in(() -> sql.fetchValue("select own_slug() || '.' || link from meeting limit 1")));
            pages.add("/book/"
                    + given.in(() -> sql.fetchValue(
                            "insert into booking_page (key, member_id, kind, made_by) values ('abcdef', ?, 'demo', ?)"
                                    + " returning own_slug() || '.' || key",
                            me.member().value(),
                            me.member().value())));
            pages.addAll(prospecting(me));
            var deal = records.create(
                    types.byPlural("opportunities"),
                    Map.of("name", "Suivi de production", "stage", "proposal", "close_date", "2020-01-31"),
                    me);
            pages.add("/opportunities/" + deal.record().id() + "/moves/new");
            pages.add("/opportunities/" + deal.record().id() + "/moves/new?stage=lost");
        });
        pages.addAll(new AcquisitionPages(application, given).addresses());
        pages.addAll(new CoachingAddresses(application, given).addresses());
        pages.addAll(new ConfigurationPages(application, given).addresses());
        pages.addAll(new ForecastAddresses(application, given).addresses());
        pages.addAll(new OfferPages(application, given).addresses());
        var visits = io.diabolo.field.AVisit.of(given, application);
        visits.visit("Visite de l’atelier", java.time.Instant.parse("2030-03-05T09:00:00Z"), me, visits.deal);
        pages.add("/field?day=2030-03-05");
        pages.addAll(new DeliveryPages(application, given).addresses());
        pages.addAll(new SupportPages(application, given).addresses());
        pages.addAll(new SurveyPages(application, given).addresses());
        pages.addAll(new HealthPages(application, given).addresses());
        pages.addAll(new OrganisationPages(application, given).addresses());
        pages.addAll(new HiringPages(application, given).addresses());
        pages.addAll(new AccountPages(application, given).addresses());
        pages.addAll(new AutomationPages(application, given).addresses());
        for (var type : types.all()) {
            pages.add("/" + type.plural());
            if (type.isReadOnly()) {
                continue;
            }
            var id =
                    given.in(() -> sql.fetchOne("select id from " + type.table().getName() + " limit 1"));
            if (id != null
                    && !type.plural().equals("activities")
                    && !type.plural().equals("products")) {
                pages.add("/" + type.plural() + "/" + id.get(0));
                pages.add("/" + type.plural() + "/new");
            }
        }
        pages.addAll(new FilledPages(application, given).addresses());
        pages.addAll(new DealPages(application, given).addresses());
        var lead = given.in(() -> sql.fetchSingle("select id from lead where stage = 'lead' limit 1"))
                .get(0, java.util.UUID.class);
        given.sheetAnswered(lead);
        pages.add("/handoffs/new?kind=qualified-lead&subject_type=lead&subject_id=" + lead);
        pages.add("/handoffs/"
                + WorkspaceScope.in(
                        given.workspace(),
                        () -> application
                                .getBean(Handoffs.class)
                                .offer(
                                        new Offer(HandoffKind.QUALIFIED_LEAD, "lead", lead, null, null, "", List.of()),
                                        me)
                                .handoff()
                                .id()));
        var change = given.in(() -> sql.fetchSingle("select id from change_set limit 1"));
        pages.add("/changes/" + change.get(0));
        return pages.stream().distinct().toList();
    }

    /** A profile with conditions, and a list made from it. */
    private List<String> prospecting(Actor me) {
        records.create(types.byPlural("priorities"), Map.of("name", "ETI d’abord"), me);
        var profile = records.create(
                        types.byPlural("target-profiles"),
                        Map.of("name", "Logiciel", "companies", "filled(company.name)\ncompany.naf != \"62.01Z\""),
                        me)
                .record()
                .id();
        application.getBean(TargetLists.class).make(Map.of("name", "À appeler", "profile", profile.toString()), me);
        return List.of(
                "/settings/prospecting",
                "/target-profiles/" + profile + "?naf=logiciel",
                "/target-profiles/" + profile + "/market",
                "/companies?profile=" + profile + "&coverage=untouched");
    }
}
