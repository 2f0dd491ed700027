package io.diabolo.surveys;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.SURVEY;
import static io.diabolo.jooq.Tables.SURVEY_ASK;
import static io.diabolo.jooq.Tables.SURVEY_RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.diabolo.jooq.tables.records.SurveyResponseRecord;
import io.diabolo.mail.ASharedBox;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.platform.Texts;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import io.diabolo.web.Ui;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Customers are asked, and what they say has consequences. */
@DiaboloTest
class SurveysTest {
    private static final GreenMail GREEN =
            new GreenMail(new ServerSetup[] {ServerSetupTest.SMTP.dynamicPort(), ServerSetupTest.IMAP.dynamicPort()});
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final AskPeople asking;
    private final SurveyLinks links;
    private final SurveyFigures figures;
    private final MockMvcTester mvc;
    private final ApplicationContext application;

    SurveysTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            AskPeople asking,
            SurveyLinks links,
            SurveyFigures figures,
            MockMvcTester mvc,
            ApplicationContext application) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.asking = asking;
        this.links = links;
        this.figures = figures;
        this.mvc = mvc;
        this.application = application;
    }

    @BeforeAll
    static void start() {
        GREEN.start();
    }

    @AfterAll
    static void stop() {
        GREEN.stop();
    }

    private UUID create(Given given, String plural, Map<String, String> values) {
        return given.in(() -> records.create(types.byPlural(plural), values, given.administrator())
                .record()
                .id());
    }

    /** A customer of this CSM. */
    private UUID customer(Given given, String name, Actor csm) {
        var company = create(given, "companies", Map.of("name", name, "segment", "smb"));
        given.run(() -> sql.execute("""
                insert into contract (name, company_id, currency, starts_on, renewal_on, csm_id)
                values (?, ?, 'EUR', (now() at time zone 'Europe/Paris')::date - 100, (now() at time zone 'Europe/Paris')::date + 265, ?)
                """, name, company, csm.member().value()));
        return company;
    }

    private UUID person(Given given, String name, UUID company) {
        return create(
                given,
                "people",
                Map.of("last_name", name, "email", name + "@brest.example", "company", company.toString()));
    }

    private UUID survey(Given given, Map<String, String> more) {
        var values = new HashMap<>(Map.of("name", "NPS 2026", "state", "running"));
        values.putAll(more);
        return create(given, "surveys", values);
    }

    private int ask(Given given, Instant now) {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
        try {
            return given.in(() -> asking.here(now));
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    private List<String> asked(Given given) {
        return given.in(() -> sql.select(SURVEY_ASK.ADDRESS)
                .from(SURVEY_ASK)
                .where(SURVEY_ASK.REFUSAL.isNull())
                .orderBy(SURVEY_ASK.ADDRESS)
                .fetch(SURVEY_ASK.ADDRESS));
    }

    private List<SurveyResponseRecord> answers(Given given) {
        return given.in(() -> sql.selectFrom(SURVEY_RESPONSE).fetch());
    }

    private String link(Given given, UUID survey, UUID person) {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
        try {
            var whole = given.in(() -> links.make(survey, person.toString(), given.administrator()));
            return whole.substring(whole.indexOf("/ratings/"));
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    @Test
    void customers_are_asked_once_and_who_objected_never(Given given) {
        ASharedBox.of(GREEN, given, application);
        var company = customer(given, "Atelier Brest", given.member("Chloé", "csm"));
        person(given, "lea", company);
        person(given, "marc", company);
        var objector = person(given, "zoe", company);
        given.run(() -> sql.execute("update person set consent = 'opted_out' where id = ?", objector));
        person(given, "prospect", create(given, "companies", Map.of("name", "Pas cliente")));
        var survey = survey(given, Map.of("every_months", "6", "starts_on", "2026-01-10"));

        assertThat(ask(given, Instant.now())).isEqualTo(2);
        assertThat(ask(given, Instant.now())).isZero();
        survey(given, Map.of("name", "Une autre", "kind", "csat"));
        assertThat(ask(given, Instant.now())).as("within the quiet period").isZero();

        assertThat(asked(given)).containsExactly("lea@brest.example", "marc@brest.example");
        given.run(() -> {
            var mail = sql.selectFrom(MAIL)
                    .where(MAIL.TO_ADDRESS.eq("lea@brest.example"))
                    .fetchSingle();
            assertThat(mail.getBody()).contains("/ratings/");
            assertThat(sql.selectFrom(SURVEY)
                            .where(SURVEY.ID.eq(survey))
                            .fetchSingle()
                            .getStartsOn())
                    .isAfter(LocalDate.now(java.time.ZoneId.of("Europe/Paris")));
        });
        assertThat(ask(given, Instant.now().plus(Duration.ofDays(200))))
                .as("the quiet period is over, the next round begins")
                .isPositive();
    }

    @Test
    void a_sample_is_a_part_and_stays_the_same(Given given) {
        ASharedBox.of(GREEN, given, application);
        var company = customer(given, "Atelier Brest", given.member("Chloé", "csm"));
        for (var at = 0; at < 60; at++) {
            person(given, "contact" + at, company);
        }
        survey(given, Map.of("sample_percent", "50"));

        assertThat(ask(given, Instant.now())).isBetween(12, 48);
        assertThat(ask(given, Instant.now())).isZero();
    }

    @Test
    void without_a_mailbox_nothing_leaves_and_the_survey_says_so(Given given) {
        person(given, "lea", customer(given, "Atelier Brest", given.member("Chloé", "csm")));
        var survey = survey(given, Map.of());

        assertThat(ask(given, Instant.now())).isZero();

        given.run(() -> {
            var row = sql.selectFrom(SURVEY).where(SURVEY.ID.eq(survey)).fetchSingle();
            assertThat(row.getTrouble()).isEqualTo(Asking.NO_MAILBOX);
            assertThat(row.getState()).isEqualTo("running");
        });
        assertThat(asked(given)).isEmpty();
    }

    @Test
    void who_went_live_is_asked_some_days_later(Given given) {
        ASharedBox.of(GREEN, given, application);
        var company = create(given, "companies", Map.of("name", "Atelier Brest"));
        person(given, "lea", company);
        var onboarding = create(given, "onboardings", Map.of("name", "Atelier Brest", "company", company.toString()));
        given.run(() -> sql.execute(
                "update onboarding set state = 'live', live_on = (now() at time zone 'Europe/Paris')::date - 31 where id = ?",
                onboarding));
        survey(given, Map.of("occasion", "go_live", "kind", "ces"));

        assertThat(ask(given, Instant.now())).isEqualTo(1);
        assertThat(ask(given, Instant.now())).isZero();
    }

    @Test
    void looking_says_nothing_answering_twice_is_one_answer_and_after_a_day_it_stands(Given given) {
        var csm = given.member("Chloé", "csm");
        var lea = person(given, "lea", customer(given, "Atelier Brest", csm));
        var survey = survey(given, Map.of("occasion", "link"));
        var path = link(given, survey, lea);

        assertThat(mvc.get().uri(path)).hasStatusOk().bodyText().contains("10");
        assertThat(answers(given)).isEmpty();
        assertThat(mvc.post().uri(path).param("score", "11").with(csrf())).hasStatus(422);
        assertThat(mvc.post().uri(path).param("score", "9").with(csrf())).hasStatusOk();
        assertThat(mvc.post()
                        .uri(path)
                        .param("score", "3")
                        .param("comment", "Trop lent")
                        .with(csrf()))
                .hasStatusOk();

        assertThat(answers(given)).singleElement().satisfies(answer -> {
            assertThat(answer.getScore()).isEqualTo(3);
            assertThat(answer.getComment()).isEqualTo("Trop lent");
            assertThat(answer.getSegment()).isEqualTo("smb");
            assertThat(answer.getOwnerId()).isEqualTo(csm.member().value());
        });
        given.run(() -> sql.update(SURVEY_RESPONSE)
                .set(
                        SURVEY_RESPONSE.ANSWERED_AT,
                        OffsetDateTime.now(ZoneOffset.UTC).minusHours(25))
                .execute());
        assertThat(mvc.post().uri(path).param("score", "10").with(csrf())).hasStatusOk();
        assertThat(answers(given))
                .singleElement()
                .satisfies(answer -> assertThat(answer.getScore()).isEqualTo(3));
    }

    @Test
    void an_unhappy_customer_is_a_task_of_today_for_their_csm_and_only_one(Given given) {
        var csm = given.member("Chloé", "csm");
        var lea = person(given, "lea", customer(given, "Atelier Brest", csm));
        var path = link(given, survey(given, Map.of("occasion", "link")), lea);

        mvc.post()
                .uri(path)
                .param("score", "2")
                .param("comment", "Rien ne marche")
                .with(csrf())
                .exchange();
        mvc.post().uri(path).param("score", "4").with(csrf()).exchange();

        given.run(() -> assertThat(
                        sql.selectFrom(ACTIVITY).where(ACTIVITY.KIND.eq("task")).fetch())
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.getOwnerId()).isEqualTo(csm.member().value());
                    assertThat(task.getPersonId()).isEqualTo(lea);
                    assertThat(task.getBody()).isEqualTo("Rien ne marche");
                    assertThat(task.getDueOn()).isNotNull();
                }));
    }

    @Test
    void a_personal_link_respects_the_quiet_period_and_the_right_to_ask(Given given) {
        var lea = person(given, "lea", customer(given, "Atelier Brest", given.member("Chloé", "csm")));
        var survey = survey(given, Map.of("occasion", "link"));
        link(given, survey, lea);

        assertThatThrownBy(() -> link(given, survey, lea)).isInstanceOf(BadInput.class);
        var sdr = given.member("Tom", "sdr");
        assertThatThrownBy(() -> given.in(() -> links.make(survey, lea.toString(), sdr)))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void figures_list_and_api_agree_and_the_rate_is_of_those_asked(Given given) {
        var csm = given.member("Chloé", "csm");
        var company = customer(given, "Atelier Brest", csm);
        var survey = survey(given, Map.of("occasion", "link"));
        var scores = List.of("10", "9", "7", "3");
        for (var at = 0; at < scores.size(); at++) {
            var path = link(given, survey, person(given, "contact" + at, company));
            mvc.post().uri(path).param("score", scores.get(at)).with(csrf()).exchange();
        }
        link(given, survey, person(given, "silent", company));

        var bearer = given.bearer(given.administrator(), Scope.READ);
        assertThat(mvc.get().uri("/api/v1/survey-figures?kind=nps").header("Authorization", bearer))
                .hasStatusOk()
                .bodyJson()
                .satisfies(json -> {
                    json.assertThat().extractingPath("total.value").isEqualTo(25.0);
                    json.assertThat().extractingPath("answered").isEqualTo(4);
                    json.assertThat().extractingPath("asked").isEqualTo(5);
                    json.assertThat().extractingPath("segments[0].group").isEqualTo("smb");
                });
        assertThat(mvc.get().uri("/api/v1/responses").header("Authorization", bearer))
                .hasStatusOk()
                .bodyText()
                .contains("NPS 10/10");
        assertThat(mvc.get().uri("/surveys/figures?kind=nps").with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("±");
        var own = given.memberWhoSeesOwn("Ana", "am");
        var period = SurveyPeriod.of(
                Map.of(),
                Ui.detached(
                        application.getBean(Texts.class), Clock.systemUTC(), Locale.FRANCE, ZoneId.of("Europe/Paris")));
        assertThat(given.in(() -> figures.of(period.request(SurveyKind.NPS), own))
                        .total()
                        .counts()
                        .answers())
                .isZero();
    }
}
