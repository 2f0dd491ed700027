package io.diabolo.hiring;

import static io.diabolo.jooq.Tables.CANDIDATE;
import static io.diabolo.jooq.Tables.CANDIDATE_FILE;
import static io.diabolo.jooq.Tables.CHANGE;
import static io.diabolo.jooq.Tables.INTERVIEW;
import static io.diabolo.jooq.Tables.JOB_DESCRIPTION;
import static io.diabolo.jooq.Tables.POSITION;
import static io.diabolo.jooq.Tables.SHEET_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.identity.Teams;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.sheets.Sheets;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From an open position to somebody who fills it, and what the law asks on the way. */
@DiaboloTest
class HiringTest {
    private static final Pattern POSTING =
            Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>", Pattern.DOTALL);
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final JobDescriptions jobs;
    private final Candidates candidates;
    private final MockMvcTester mvc;
    private final ApplicationContext application;
    private final JsonMapper json;

    HiringTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            JobDescriptions jobs,
            Candidates candidates,
            MockMvcTester mvc,
            ApplicationContext application,
            JsonMapper json) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.jobs = jobs;
        this.candidates = candidates;
        this.mvc = mvc;
        this.application = application;
        this.json = json;
    }

    private UUID create(Given given, String plural, Map<String, String> values) {
        return given.in(() -> records.create(types.byPlural(plural), values, given.administrator())
                .record()
                .id());
    }

    private void update(Given given, String plural, UUID id, Map<String, String> values) {
        given.run(() -> records.update(types.byPlural(plural), id, values, null, given.administrator()));
    }

    private UUID position(Given given) {
        given.run(() -> application.getBean(Teams.class).create("Prospection", given.administrator()));
        return create(
                given,
                "positions",
                Map.of(
                        "role", "sdr",
                        "team", "prospection",
                        "manager", given.administrator().member().value().toString(),
                        "segments", "smb, mid_market",
                        "stages", "market, lead, qualified, discovery",
                        "languages", "fr, en",
                        "ramp_months", "3"));
    }

    private UUID job(Given given, UUID position) {
        return given.in(() -> jobs.begin(position, "fr", given.administrator()));
    }

    private JobDescription read(Given given, UUID job) {
        return given.in(() -> jobs.get(job, given.administrator()));
    }

    private static Map<String, String> conditions() {
        return Map.of(
                "salary_min", "34000",
                "salary_max", "40000",
                "variable", "8000",
                "city", "Lyon",
                "postal_code", "69003",
                "remote", "partial",
                "state", "published");
    }

    private String published(Given given, UUID job) {
        update(given, "job-descriptions", job, conditions());
        return Objects.requireNonNull(read(given, job).link());
    }

    @Test
    void a_description_is_written_from_what_the_position_really_holds(Given given) {
        var job = read(given, job(given, position(given)));
        assertThat(job.title()).contains("(H/F)").contains("Chargé(e)");
        for (var part : DescriptionPart.values()) {
            assertThat(job.text(part)).as(part.id()).isNotBlank().doesNotContain("??", "[", "{");
            assertThat(job.isEdited(part)).isFalse();
        }
        assertThat(job.text(DescriptionPart.INTRO)).contains("Prospection", "PME", "taille intermédiaire");
        // The SDRs of this workspace hold the discovery too.
        assertThat(job.text(DescriptionPart.MISSIONS)).contains("découverte");
        assertThat(job.text(DescriptionPart.GOALS))
                .contains("3 mois")
                .contains("Rendez-vous tenus".toLowerCase(java.util.Locale.FRENCH))
                .contains("chiffre d’affaires");
        assertThat(job.text(DescriptionPart.COLLEAGUES))
                .contains("Claire Fontaine", "Vous transmettez à", "les leads qualifiés");
        assertThat(job.text(DescriptionPart.PROFILE)).contains("français et anglais");
        assertThat(job.text(DescriptionPart.PROCESS)).contains("ni votre rémunération actuelle");
        assertThat(job.text(DescriptionPart.LEGAL)).contains("24 mois");
    }

    @Test
    void every_role_has_a_description_and_a_kit_in_both_languages(Given given) {
        for (var role : io.diabolo.roles.CanonicalRole.catalogue()) {
            var position = create(given, "positions", Map.of("role", role.id()));
            for (var language : List.of("fr", "en")) {
                var job = read(given, given.in(() -> jobs.begin(position, language, given.administrator())));
                for (var part : DescriptionPart.values()) {
                    assertThat(job.text(part))
                            .as(role + " " + part)
                            .isNotBlank()
                            .doesNotContain("??", "[", "{");
                }
                assertThat(job.text(DescriptionPart.MISSIONS).lines())
                        .as(role.id())
                        .hasSizeGreaterThanOrEqualTo(3);
                assertThat(job.title()).doesNotContain("??", "[", "léprospect");
            }
        }
    }

    @Test
    void what_was_edited_is_never_lost(Given given) {
        var id = job(given, position(given));
        update(given, "job-descriptions", id, Map.of("missions", "- Faire ce qui compte"));
        var kept = given.in(() -> jobs.regenerate(id, given.administrator()));
        assertThat(kept).containsExactly(DescriptionPart.MISSIONS);
        assertThat(read(given, id).text(DescriptionPart.MISSIONS)).isEqualTo("- Faire ce qui compte");

        // Another way of writing, and another language, write anew what nobody edited.
        update(given, "job-descriptions", id, Map.of("inclusive", "point"));
        var point = read(given, id);
        assertThat(point.title()).isEqualTo("SDR – Chargé·e de prospection B2B");
        assertThat(point.text(DescriptionPart.COLLEAGUES)).contains("rattaché·e");
        update(given, "job-descriptions", id, Map.of("language", "en"));
        assertThat(read(given, id).text(DescriptionPart.PROFILE)).contains("Working languages");
        assertThat(read(given, id).text(DescriptionPart.MISSIONS)).isEqualTo("- Faire ce qui compte");

        given.run(() -> jobs.propose(id, "missions", given.administrator()));
        assertThat(read(given, id).isEdited(DescriptionPart.MISSIONS)).isFalse();
    }

    @Test
    void nothing_is_published_without_a_pay_range_or_with_a_question_about_past_pay(Given given) {
        var id = job(given, position(given));
        assertThatThrownBy(() -> update(given, "job-descriptions", id, Map.of("state", "published")))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults())
                                .extracting(BadInput.Fault::field)
                                .contains("salary_min", "salary_max", "city"));
        var refused = mvc.post()
                .uri("/job-descriptions/" + id + "/publication")
                .with(given.signedIn(given.administrator()))
                .with(csrf());
        assertThat(refused).hasStatus(422).bodyText().contains("2023/970");
        assertThat(mvc.put()
                        .uri("/api/v1/job-descriptions/" + id + "/publication")
                        .header("Authorization", given.bearer(given.administrator(), Scope.WRITE)))
                .hasStatus(422)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(read(given, id).link()).isNull();

        var asks = new HashMap<>(conditions());
        asks.put("process", "Indiquez votre salaire actuel.");
        assertThatThrownBy(() -> update(given, "job-descriptions", id, asks))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults())
                                .extracting(BadInput.Fault::field)
                                .containsExactly("process"));
        published(given, id);
        // Once it is out, the range can't be taken away.
        var emptied = new HashMap<String, String>();
        emptied.put("salary_min", "");
        assertThatThrownBy(() -> update(given, "job-descriptions", id, emptied)).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> update(given, "job-descriptions", id, Map.of("salary_max", "1000")))
                .isInstanceOf(BadInput.class);
    }

    private JsonNode posting(String link) {
        var page = mvc.get().uri("/j/" + link).exchange();
        assertThat(page).hasStatusOk();
        try {
            var found = POSTING.matcher(page.getResponse().getContentAsString());
            assertThat(found.find()).isTrue();
            return json.readTree(found.group(1));
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_public_page_carries_what_search_engines_require(Given given) {
        var id = job(given, position(given));
        update(given, "job-descriptions", id, Map.of("intro", "Bonjour </script><script>alert(1)</script> & merci"));
        var posting = posting(published(given, id));
        assertThat(posting.get("@type").asString()).isEqualTo("JobPosting");
        for (var field : List.of(
                "@context",
                "title",
                "description",
                "datePosted",
                "hiringOrganization",
                "jobLocation",
                "baseSalary",
                "employmentType",
                "identifier",
                "url")) {
            assertThat(posting.has(field)).as(field).isTrue();
        }
        assertThat(posting.get("description").asString()).startsWith("<h3>").contains("&lt;script&gt;");
        var pay = posting.get("baseSalary");
        assertThat(pay.get("currency").asString()).isEqualTo("EUR");
        assertThat(pay.get("value").get("minValue").asDouble()).isEqualTo(34_000);
        assertThat(pay.get("value").get("maxValue").asDouble()).isEqualTo(40_000);
        assertThat(pay.get("value").get("unitText").asString()).isEqualTo("YEAR");
        var address = posting.get("jobLocation").get("address");
        assertThat(address.get("addressLocality").asString()).isEqualTo("Lyon");
        assertThat(address.get("addressCountry").asString()).isEqualTo("FR");
        assertThat(LocalDate.parse(posting.get("datePosted").asString())).isNotNull();
    }

    @Test
    void a_description_leaves_as_pdf_word_and_html(Given given) throws Exception {
        var id = job(given, position(given));
        published(given, id);
        var files = application.getBean(JobFiles.class);
        var pdf = given.in(() -> files.make(id, "pdf", given.administrator()));
        try (var read = Loader.loadPDF(pdf.content())) {
            assertThat(new PDFTextStripper().getText(read)).contains("prospection", "Lyon", "Vos missions");
        }
        var html = new String(
                given.in(() -> files.make(id, "html", given.administrator())).content(), StandardCharsets.UTF_8);
        assertThat(html).startsWith("<!doctype html>").contains("application/ld+json", "JobPosting");
        var docx = given.in(() -> files.make(id, "docx", given.administrator()));
        var parts = new HashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(docx.content()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var bytes = zip.readAllBytes();
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
                parts.put(entry.getName(), new String(bytes, StandardCharsets.UTF_8));
            }
        }
        assertThat(parts.keySet())
                .contains(
                        "[Content_Types].xml",
                        "_rels/.rels",
                        "word/document.xml",
                        "word/numbering.xml",
                        "word/styles.xml");
        assertThat(parts.get("word/document.xml")).contains("Vos missions", "<w:numId w:val=\"1\"/>", "Lyon");
    }

    @Test
    void from_an_open_position_to_somebody_who_fills_it(Given given) throws Exception {
        var position = position(given);
        var id = job(given, position);
        var link = published(given, id);

        assertThat(mvc.get()
                        .uri("/api/v1/roles/sdr/search-strings?language=fr&country=FR")
                        .header("Authorization", given.bearer(given.administrator(), Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains("Chargée de prospection", " OR ", " NOT ");

        var sent = mvc.post()
                .multipart()
                .uri("/j/" + link + "/applications")
                .file(new MockMultipartFile("resume", "cv.pdf", "application/pdf", new byte[] {1, 2, 3}))
                .param("name", "Nora Petit")
                .param("email", "Nora@Exemple.fr")
                .param("message", "Bonjour")
                .with(csrf());
        assertThat(sent).hasStatus(303);
        // Once more by the same person: what was written stays, and there is one candidate.
        assertThat(mvc.post()
                        .multipart()
                        .uri("/j/" + link + "/applications")
                        .param("name", "Autre")
                        .param("email", "nora@exemple.fr")
                        .param("message", "Encore")
                        .with(csrf()))
                .hasStatus(303);
        var candidate = given.in(() -> sql.selectFrom(CANDIDATE).fetchSingle());
        assertThat(candidate.getName()).isEqualTo("Nora Petit");
        assertThat(candidate.getMessage()).isEqualTo("Bonjour\n\nEncore");
        assertThat(candidate.getJobDescriptionId()).isEqualTo(id);
        assertThat(given.in(() -> sql.fetchCount(CANDIDATE_FILE))).isOne();

        var interviewer = given.member("Tom", "ae");
        var talk = given.in(() -> candidates.interview(
                candidate.getId(), interviewer.member().value().toString(), null, given.administrator()));
        given.run(() -> {
            var sheets = application.getBean(Sheets.class);
            var sheet = sheets.of("interview", talk, interviewer);
            assertThat(sheet.template().key()).isEqualTo("interview_sdr");
            assertThat(sheet.entries()).hasSize(12);
            assertThat(sheet.entries().toString()).contains("interdit");
            sheets.answer(
                    "interview",
                    talk,
                    Map.of("score_1", new Sheets.Said("4", null, null, null, "un signal précis")),
                    interviewer);
        });
        // An interviewer sees this candidate, and nothing that others wrote.
        given.run(() ->
                assertThat(candidates.name(candidate.getId(), interviewer)).isEqualTo("Nora Petit"));
        assertThatThrownBy(() -> given.run(() -> candidates.move(candidate.getId(), "refused", null, interviewer)))
                .isInstanceOf(NotAllowed.class);
        assertThat(mvc.get().uri("/job-descriptions/" + id + "/comparison").with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("Nora Petit", "Tom", "un signal précis", "4,0");

        var hired = given.in(() -> {
            candidates.move(candidate.getId(), "offer", null, given.administrator());
            return Objects.requireNonNull(candidates.move(candidate.getId(), "hired", null, given.administrator()));
        });
        given.run(() -> {
            var seat = sql.selectFrom(POSITION).where(POSITION.ID.eq(position)).fetchSingle();
            assertThat(seat.getState()).isEqualTo("filled");
            assertThat(seat.getMemberId()).isNotNull();
            assertThat(sql.fetchSingle(JOB_DESCRIPTION, JOB_DESCRIPTION.ID.eq(id))
                            .getState())
                    .isEqualTo("closed");
        });
        assertThat(mvc.get().uri("/j/" + link)).hasStatus(410);
        assertThat(mvc.post()
                        .uri("/j/" + link + "/applications")
                        .param("name", "x")
                        .param("email", "a@b.fr")
                        .with(csrf()))
                .hasStatus(410);

        // Taken back, the position is open again.
        given.run(() -> application.getBean(Undo.class).reverse(hired, given.administrator()));
        given.run(() -> assertThat(
                        sql.fetchSingle(POSITION, POSITION.ID.eq(position)).getState())
                .isEqualTo("open"));
    }

    private MvcTestResult apply(String link, @Nullable MockMultipartFile resume, Map<String, String> more) {
        var request = mvc.post().uri("/j/" + link + "/applications").multipart();
        if (resume != null) {
            request = request.file(resume);
        }
        var form = new HashMap<>(Map.of("name", "Nora Petit", "email", "nora@exemple.fr"));
        form.putAll(more);
        for (var entry : form.entrySet()) {
            request = request.param(entry.getKey(), entry.getValue());
        }
        return request.with(csrf()).exchange();
    }

    private static MockMultipartFile resume(String name, long size) {
        return new MockMultipartFile("resume", name, "application/pdf", new byte[] {1, 2, 3}) {
            @Override
            public long getSize() {
                return size;
            }

            @Override
            public byte[] getBytes() throws java.io.IOException {
                assertThat(size).as("read though it is too large").isLessThan(10_000_000);
                return super.getBytes();
            }
        };
    }

    @Test
    void of_a_second_application_nothing_is_lost(Given given) {
        var id = job(given, position(given));
        var link = published(given, id);
        assertThat(apply(link, resume("moi/cv-é.pdf", 3), Map.of("message", "a".repeat(3_000))))
                .hasStatus(303);
        assertThat(apply(
                        link,
                        null,
                        Map.of(
                                "message", "b".repeat(3_000),
                                "phone", "06 12 34 56 78",
                                "profile", "https://exemple.fr/nora",
                                "pool", "true")))
                .hasStatus(303);
        // What stands isn't written over.
        assertThat(apply(link, null, Map.of("phone", "07 00 00 00 00"))).hasStatus(303);
        var first = given.in(() -> sql.selectFrom(CANDIDATE).fetchSingle());
        assertThat(first.getMessage()).endsWith("b".repeat(3_000)).startsWith("a".repeat(3_000));
        assertThat(first.getPhone()).isEqualTo("06 12 34 56 78");
        assertThat(first.getProfile()).isEqualTo("https://exemple.fr/nora");
        assertThat(first.getPool()).isTrue();

        assertThat(apply(link, resume("grand.pdf", 1_000_000_000), Map.of())).hasStatus(422);
        for (var i = 2; i <= 5; i++) {
            assertThat(apply(link, resume("cv-" + i + ".pdf", 3), Map.of())).hasStatus(303);
        }
        assertThat(apply(link, resume("cv-5.pdf", 3), Map.of())).hasStatus(303);
        assertThat(apply(link, resume("cv-6.pdf", 3), Map.of("message", "Le sixième")))
                .hasStatus(422)
                .bodyText()
                .contains("5 fichiers");
        given.run(() -> {
            assertThat(sql.fetchValues(CANDIDATE_FILE.NAME)).hasSize(5).contains("cv-é.pdf");
            assertThat(sql.fetchSingle(CANDIDATE).getMessage()).doesNotContain("sixième");
            sql.update(CANDIDATE)
                    .set(CANDIDATE.MESSAGE, "x".repeat(CandidateRules.LONGEST))
                    .execute();
        });
        assertThat(apply(link, null, Map.of("message", "Un mot de trop")))
                .hasStatus(422)
                .bodyText()
                .contains("plus de place", "Un mot de trop");

        // Who was refused is on the desk again, as somebody new; what was said of them stays.
        given.run(() -> candidates.move(first.getId(), "refused", "Trop tôt", given.administrator()));
        assertThat(apply(link, null, Map.of("message", "Un an plus tard"))).hasStatus(303);
        given.run(() -> assertThat(sql.fetch(CANDIDATE, CANDIDATE.STAGE.eq("applied")))
                .singleElement()
                .satisfies(again -> {
                    assertThat(again.getMessage()).isEqualTo("Un an plus tard");
                    assertThat(again.getOwnerId()).isNotNull();
                }));
    }

    @Test
    void a_double_click_is_one_candidate(Given given) throws Exception {
        var link = published(given, job(given, position(given)));
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (var one : pool.invokeAll(Collections.nCopies(4, (Callable<MvcTestResult>)
                    () -> apply(link, resume("cv.pdf", 3), Map.of("message", "Bonjour"))))) {
                assertThat(one.get()).hasStatus(303);
            }
        }
        given.run(() -> {
            assertThat(sql.selectFrom(CANDIDATE).fetchSingle().getMessage()).isEqualTo("Bonjour");
            assertThat(sql.fetchCount(CANDIDATE_FILE)).isOne();
        });
    }

    @Test
    void two_who_are_hired_at_once_dont_share_a_seat(Given given) throws Exception {
        var job = job(given, position(given));
        published(given, job);
        var both = List.of(
                candidate(given, "Nora", LocalDate.of(2026, 11, 20), Map.of("job_description", job.toString())),
                candidate(given, "Ilan", LocalDate.of(2026, 11, 20), Map.of("job_description", job.toString())));
        var refused = new AtomicInteger();
        try (var pool = Executors.newFixedThreadPool(2)) {
            var tasks = both.stream()
                    .map(one -> (Callable<Boolean>) () -> {
                        try {
                            given.run(() -> candidates.move(one, "hired", null, given.administrator()));
                        } catch (BadInput _) {
                            refused.incrementAndGet();
                        }
                        return true;
                    })
                    .toList();
            for (var one : pool.invokeAll(tasks)) {
                one.get();
            }
        }
        assertThat(refused).hasValue(1);
        assertThat(given.in(() -> sql.fetchCount(CANDIDATE, CANDIDATE.STAGE.eq("hired"))))
                .isOne();
    }

    @Test
    void a_day_is_over_when_it_is_over_where_the_workspace_is(Given given) {
        var job = job(given, position(given));
        given.run(() -> sql.execute("update workspace_setting set time_zone = 'Pacific/Kiritimati'"));
        var values = new HashMap<>(conditions());
        values.put(
                "apply_until",
                LocalDate.now(ZoneId.of("Pacific/Kiritimati")).minusDays(1).toString());
        assertThatThrownBy(() -> update(given, "job-descriptions", job, values)).isInstanceOf(BadInput.class);
        given.run(() -> sql.execute("update workspace_setting set time_zone = 'Etc/GMT+12'"));
        values.put("apply_until", LocalDate.now(ZoneId.of("Etc/GMT+12")).toString());
        update(given, "job-descriptions", job, values);
    }

    @Test
    void strangers_are_told_what_is_missing_and_are_limited(Given given) {
        var link = published(given, job(given, position(given)));
        assertThat(mvc.post()
                        .uri("/j/" + link + "/applications")
                        .param("name", "")
                        .param("email", "x")
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("Entrez votre nom", "adresse e-mail valable");
        for (var i = 0; i < 25; i++) {
            mvc.post()
                    .uri("/j/" + link + "/applications")
                    .param("name", "Nora")
                    .param("email", "n" + i + "@exemple.fr")
                    .with(csrf())
                    .exchange();
        }
        assertThat(mvc.post()
                        .uri("/j/" + link + "/applications")
                        .param("name", "Nora")
                        .param("email", "z@exemple.fr")
                        .with(csrf()))
                .hasStatus(429);
        assertThat(given.in(() -> sql.fetchCount(CANDIDATE))).isLessThanOrEqualTo(20);
        assertThat(mvc.get().uri("/j/nothing")).hasStatus(404);
    }

    private UUID candidate(Given given, String name, LocalDate contact, Map<String, String> more) {
        var all = new HashMap<String, String>(more);
        all.put("name", name);
        all.put("email", name.toLowerCase(java.util.Locale.ROOT) + "@exemple.fr");
        all.put("contact_on", contact.toString());
        all.put("applied_on", contact.toString());
        return create(given, "candidates", all);
    }

    @Test
    void candidates_are_kept_two_years_at_most_and_erased_with_all_that_was_kept(Given given) {
        var today = LocalDate.now(java.time.ZoneId.of("Europe/Paris"));
        var old = candidate(given, "Ancienne", today.minusMonths(24), Map.of());
        var young = candidate(given, "Récente", today.minusMonths(23), Map.of());
        var refused = candidate(given, "Refusée", today.minusMonths(4), Map.of("stage", "refused"));
        var pool = candidate(given, "Vivier", today.minusMonths(4), Map.of("stage", "refused", "pool", "true"));
        var talk = create(given, "interviews", Map.of("candidate", old.toString()));
        given.run(() -> application
                .getBean(Sheets.class)
                .answer(
                        "interview",
                        talk,
                        Map.of("motivation", new Sheets.Said("x", null, null, null, null)),
                        given.administrator()));

        var retention = application.getBean(CandidateRetention.class);
        given.run(() -> {
            var preview = retention.preview(0, 10, given.administrator());
            assertThat(preview.dueNow()).isEqualTo(2);
            assertThat(preview.rows()).extracting(CandidateRetention.Due::id).containsExactly(old, refused);
        });
        assertThatThrownBy(() -> given.run(() -> retention.eraseDue("3", given.administrator())))
                .isInstanceOf(BadInput.class);
        io.diabolo.platform.WorkspaceScope.run(
                given.workspace(),
                () -> assertThat(application.getBean(ForgetCandidates.class).due(_ -> {}))
                        .isEqualTo(2));
        given.run(() -> {
            assertThat(sql.selectFrom(CANDIDATE).fetch(CANDIDATE.ID)).containsExactlyInAnyOrder(young, pool);
            assertThat(sql.fetchCount(INTERVIEW)).isZero();
            assertThat(sql.fetchCount(SHEET_ANSWER)).isZero();
            assertThat(sql.fetchCount(CHANGE, CHANGE.RECORD_ID.in(old, refused, talk)))
                    .isZero();
            assertThat(sql.fetchValue("select count(*) from change_set where title ~ 'Ancienne|Refusée'"))
                    .isEqualTo(0L);
        });
        assertThatThrownBy(() -> given.run(() -> application
                        .getBean(HiringSettings.class)
                        .change(new HiringSettings.Settings("", "", "", "", "", "", 25), given.administrator())))
                .isInstanceOf(BadInput.class);

        // One is erased when they ask; the name is typed.
        assertThat(erasure(given, young, "autre")).isEqualTo(422);
        assertThat(erasure(given, young, "récente")).isEqualTo(303);
        assertThat(given.in(() -> sql.selectFrom(CANDIDATE).fetch(CANDIDATE.ID)))
                .containsExactly(pool);
    }

    private int erasure(Given given, UUID candidate, String typed) {
        return mvc.post()
                .uri("/candidates/" + candidate + "/erasure")
                .param("confirmation", typed)
                .with(given.signedIn(given.administrator()))
                .with(csrf())
                .exchange()
                .getResponse()
                .getStatus();
    }

    @Test
    void their_file_holds_what_interviewers_wrote(Given given) {
        var one = candidate(
                given, "Nora", LocalDate.now(java.time.ZoneId.of("Europe/Paris")), Map.of("message", "Bonjour"));
        var talk = create(given, "interviews", Map.of("candidate", one.toString()));
        given.run(() -> application
                .getBean(Sheets.class)
                .answer(
                        "interview",
                        talk,
                        Map.of("doubts", new Sheets.Said("à vérifier", null, null, null, null)),
                        given.administrator()));
        assertThat(mvc.get().uri("/candidates/" + one + "/data-file").with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("Bonjour", "à vérifier", "nora@exemple.fr");
    }

    @Test
    void candidates_are_nobodys_business_but_theirs_who_hire(Given given) {
        var one = candidate(given, "Nora", LocalDate.now(java.time.ZoneId.of("Europe/Paris")), Map.of());
        var seller = given.member("Tom", "ae");
        var recruiter = given.memberWhoSeesOwn("Élise", "recruiter");
        assertThat(names(given, seller)).doesNotContain("Nora");
        assertThat(names(given, recruiter)).contains("Nora");
        given.run(() -> assertThatThrownBy(() -> records.get(types.byPlural("candidates"), one, seller))
                .isInstanceOf(NoSuchRecord.class));
        for (var path : List.of("/candidates/retention", "/candidates/" + one + "/data", "/settings/hiring")) {
            assertThat(mvc.get().uri(path).with(given.signedIn(seller)))
                    .as(path)
                    .hasStatus4xxClientError();
        }
        assertThatThrownBy(() -> given.run(() -> jobs.begin(position(given), "fr", seller)))
                .isInstanceOf(NotAllowed.class);
    }

    private String names(Given given, Actor me) {
        var answer = mvc.get()
                .uri("/api/v1/candidates")
                .header("Authorization", given.bearer(me, Scope.READ))
                .exchange();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
