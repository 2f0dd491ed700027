package io.diabolo.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.acceptance.EveryAddress;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/**
 * Every form of every page, as it stands there but for one field, then another, which says nonsense: never a fault of
 * ours, never a change when the answer is an error, and what was taken doesn't break the page that shows it. More of it:
 * {@code -Ddiabolo.fuzz=10} rounds; the same again: {@code -Ddiabolo.seed}.
 */
@DiaboloTest
class EveryFormTest {
    private static final int ROUNDS = Integer.getInteger("diabolo.fuzz", 1);
    private static final long SEED = Long.getLong("diabolo.seed", 20261129);
    /** So many of a form a round; the same long list of fields stands on several pages. */
    private static final int FIELDS = 6;

    /** They would end the session that asks, or open another workspace. */
    private static final List<String> NOT_SENT =
            List.of("/sign-out", "/sign-in", "/profile/password", "/profile/sessions", "/workspaces/");

    /** What ends something comes last, or nothing would be left to send the others to. */
    private static final Pattern ENDS = Pattern.compile(
            ".*/(deletion|removal|departure|retirement|ending|erasures?|withdrawal|reversal|cancellation|closing|revocation|merges"
                    + "|moves|sending|acceptance|refusal|decision|end|leaving)$");

    private static final Pattern OF_ANY_TYPE =
            Pattern.compile("^(GET|POST) /[a-z-]+(/(bulk|views|\\{\\}/deletion))? .*");
    private static final int ENOUGH_TYPES = 3;

    private final ApplicationContext application;
    private final Map<Integer, Integer> answers = new TreeMap<>();
    private final SoftAssertions softly = new SoftAssertions();

    EveryFormTest(ApplicationContext application) {
        this.application = application;
    }

    private record Case(Form form, String field, String path, String type, String body) {
        @Override
        public String toString() {
            return form.method() + " " + path + " of " + form.page() + ", " + field + " wrong: " + shortened(body);
        }

        private static String shortened(String text) {
            var plain = text.replaceAll("\\p{Cntrl}", "?");
            return plain.length() > 400 ? plain.substring(0, 400) + "… (" + plain.length() + ")" : plain;
        }
    }

    @Test
    void nonsense_in_any_field_breaks_nothing_and_changes_nothing(Given given) throws Exception {
        var addresses = new EveryAddress(application, given).all();
        try (var stranger = Stranger.in(given, application)) {
            var forms = forms(stranger, addresses);
            var nonsense = new Nonsense(SEED);
            var standing = new Standing(stranger);
            var sent = 0;
            for (var round = 0; round < ROUNDS; round++) {
                for (var form : forms) {
                    for (var asked : asked(form, nonsense)) {
                        send(stranger, standing, asked);
                        sent++;
                    }
                }
            }
            System.out.println(
                    "fuzz seed " + SEED + ": " + forms.size() + " forms, " + sent + " sent, answers " + answers);
            assertThat(forms).hasSizeGreaterThan(150);
            softly.assertAll();
        }
    }

    private List<Form> forms(Stranger stranger, List<String> addresses) throws IOException, InterruptedException {
        var forms = new LinkedHashMap<String, Form>();
        var types = new HashMap<String, Integer>();
        for (var address : addresses) {
            var page = stranger.send("GET", address, "", new byte[0]);
            for (var form : Form.of(address, page.body())) {
                if (form.action().startsWith("/")
                        && NOT_SENT.stream().noneMatch(form.action()::startsWith)
                        && !forms.containsKey(form.kind())
                        && types.merge(ofAnyType(form), 1, Integer::sum) <= ENOUGH_TYPES) {
                    forms.put(form.kind(), form);
                }
            }
        }
        return forms.values().stream()
                .sorted(Comparator.comparing(form -> ENDS.matcher(form.action()).matches()))
                .toList();
    }

    /** What every kind of record has, the same for all of them, needs to be sent to some only. */
    private static String ofAnyType(Form form) {
        return OF_ANY_TYPE.matcher(form.kind()).matches()
                ? form.kind().replaceFirst(" /[a-z-]+", " /{plural}")
                : form.kind();
    }

    private static List<Case> asked(Form form, Nonsense nonsense) {
        var cases = new ArrayList<Case>();
        var names = nonsense.some(
                FIELDS, form.fields().stream().map(Form.Field::name).distinct().toList());
        for (var name : names) {
            var field = form.fields().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            var value = nonsense.once(10) ? "" : nonsense.text(field);
            if (form.method().equals("GET")) {
                var query = nonsense.form(form, name, value);
                var path = form.action().replaceAll("\\?.*", "") + "?"
                        + (query.length() > 6_000 ? query.substring(0, 6_000).replaceFirst("%[0-9A-F]?$", "") : query);
                cases.add(new Case(form, name, path, "", ""));
            } else if (form.withFiles()) {
                cases.add(new Case(
                        form,
                        name,
                        form.action(),
                        "multipart/form-data; boundary=" + Nonsense.BOUNDARY,
                        Nonsense.parts(form, name, value)));
            } else {
                cases.add(new Case(
                        form,
                        name,
                        form.action(),
                        "application/x-www-form-urlencoded",
                        nonsense.form(form, name, value)));
            }
        }
        return cases;
    }

    private void send(Stranger stranger, Standing standing, Case asked) throws IOException, InterruptedException {
        var sent = standing.send(
                () -> stranger.send(asked.form().method(), asked.path(), asked.type(), Nonsense.bytes(asked.body())));
        var answer = sent.answer();
        answers.merge(answer.statusCode(), 1, Integer::sum);
        var what = "seed " + SEED + ": " + asked + " → " + answer.statusCode();
        softly.assertThat(answer.statusCode()).as(what).isLessThan(500);
        softly.assertThat(answer.statusCode()).as(what).isNotEqualTo(401);
        if (sent.isTaken()) {
            taken(what, stranger, asked, answer);
            return;
        }
        softly.assertThat(answer.headers().firstValue("Content-Type").orElse("nothing"))
                .as(what)
                .startsWith("text/html");
        softly.assertThat(sent.changed()).as(what + " changed").isEmpty();
    }

    /** What was taken has to be shown: on the page where one goes on, and on that of the form. */
    private void taken(String what, Stranger stranger, Case asked, HttpResponse<String> answer)
            throws IOException, InterruptedException {
        var next = answer.headers().firstValue("Location").orElse("").replaceFirst("^https?://[^/]*", "");
        softly.assertThat(next).as(what).doesNotEndWith("/sign-in");
        for (var page : Stream.of(next, asked.form().page())
                .filter(path -> path.startsWith("/"))
                .toList()) {
            softly.assertThat(stranger.send("GET", page, "", new byte[0]).statusCode())
                    .as(what + ", then " + page)
                    .isLessThan(500);
        }
    }
}
