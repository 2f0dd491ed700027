package io.diabolo.organisation;

import io.diabolo.organisation.Manning.Answer;
import io.diabolo.organisation.Manning.Question;
import io.diabolo.organisation.ManningPage.Row;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.StaleVersion;
import io.diabolo.platform.Workspaces;
import io.diabolo.roles.CanonicalRole;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** How many of each role a goal needs, and what a change of the team would bring. A question is its address. */
@Controller
class ManningController {
    private static final String PATH = "/organisation/capacity";
    private static final int MOST_ROWS = 13;
    private static final long SEED = 2026;
    private final Manning capacity;
    private final Coverage coverage;
    private final Assumed assumed;
    private final Workspaces workspaces;

    ManningController(Manning capacity, Coverage coverage, Assumed assumed, Workspaces workspaces) {
        this.capacity = capacity;
        this.coverage = coverage;
        this.assumed = assumed;
        this.workspaces = workspaces;
    }

    @GetMapping(PATH)
    ModelAndView show(@RequestParam MultiValueMap<String, String> form, Ui ui) {
        var goal = form.getOrDefault("goal", List.of("")).getLast();
        var rows = rows(form);
        try {
            var question = new Question(goal(goal), hires(rows), Manning.RUNS, SEED);
            return page(capacity.of(question, ui.me()), goal, rows, null, Map.of(), false, HttpStatus.OK, ui);
        } catch (BadInput bad) {
            return page(null, goal, rows, null, faults(bad, ui), false, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping(PATH + "/assumptions")
    ModelAndView type(@RequestParam Map<String, String> form, Ui ui) {
        var typed = new LinkedHashMap<String, Double>();
        try {
            for (var name : Assumptions.names()) {
                var text = form.getOrDefault(name, "").strip();
                if (!text.isEmpty()) {
                    var value = number(name, text);
                    typed.put(name, Assumptions.isShare(name) ? value / 100 : value);
                }
            }
            assumed.type(typed, version(form.getOrDefault("version", "")), ui.me());
            ui.flash("manning.saved");
            var redirect = new RedirectView(PATH);
            redirect.setStatusCode(HttpStatus.SEE_OTHER);
            return new ModelAndView(redirect);
        } catch (BadInput bad) {
            return page(null, "", List.of(), form, faults(bad, ui), false, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        } catch (StaleVersion _) {
            return page(null, "", List.of(), form, Map.of(), true, HttpStatus.CONFLICT, ui);
        }
    }

    private static @Nullable Integer version(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
    }

    private ModelAndView page(
            @Nullable Answer answer,
            String goal,
            List<Row> rows,
            @Nullable Map<String, String> form,
            Map<String, String> faults,
            boolean stale,
            HttpStatus status,
            Ui ui) {
        if (!Manning.maySee(ui.me())) {
            throw new NotAllowed("organisation-work");
        }
        var setting = assumed.get();
        var typed = new HashMap<String, String>();
        if (form != null) {
            typed.putAll(form);
        } else {
            setting.typed()
                    .forEach((name, value) -> typed.put(
                            name,
                            BigDecimal.valueOf(Assumptions.isShare(name) ? value * 100 : value)
                                    .stripTrailingZeros()
                                    .toPlainString()));
        }
        var shown = new ArrayList<>(rows);
        if (shown.size() < MOST_ROWS) {
            shown.add(Row.empty(YearMonth.from(coverage.today()).plusMonths(1).toString()));
        }
        var values = answer == null
                ? coverage.map(null, ui.me()).assumptions().all()
                : answer.map().assumptions().all();
        return new ModelAndView(
                "organisation/manning",
                Map.of(
                        "page",
                        new ManningPage(
                                answer,
                                goal,
                                shown,
                                typed,
                                values,
                                setting.version(),
                                PositionRights.mayChange(ui.me()),
                                faults,
                                stale,
                                workspaces.settings().currency())),
                status);
    }

    private static Map<String, String> faults(BadInput bad, Ui ui) {
        var faults = new HashMap<String, String>();
        bad.faults()
                .forEach(fault ->
                        faults.put(fault.field(), ui.t(fault.key(), fault.args().toArray())));
        return faults;
    }

    private static List<Row> rows(MultiValueMap<String, String> form) {
        var rows = new ArrayList<Row>();
        var roles = form.getOrDefault("role", List.of());
        for (var i = 0; i < Math.min(roles.size(), MOST_ROWS); i++) {
            var row = new Row(roles.get(i), at(form, "count", i), at(form, "start", i), at(form, "ramp", i));
            if (!row.isEmpty()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static String at(MultiValueMap<String, String> form, String name, int i) {
        var all = form.getOrDefault(name, List.of());
        return i < all.size() ? all.get(i).strip() : "";
    }

    private List<Hire> hires(List<Row> rows) {
        var usual = (int)
                assumed.get().typed().getOrDefault(Assumptions.RAMP_MONTHS, 3.0).doubleValue();
        return rows.stream()
                .map(row -> new Hire(
                        role(row.role()),
                        number("hires", row.count()),
                        month(row.start()),
                        row.ramp().isBlank() ? usual : (int) number("hires", row.ramp())))
                .toList();
    }

    static CanonicalRole role(String id) {
        var role = CanonicalRole.of(id);
        if (role == null || role == CanonicalRole.NONE) {
            throw new BadInput("hires", "position.fault.role");
        }
        return role;
    }

    static YearMonth month(String text) {
        try {
            var month = YearMonth.parse(text);
            if (month.getYear() > 1999 && month.getYear() < 2200) {
                return month;
            }
        } catch (DateTimeParseException _) {
            // Said below.
        }
        throw new BadInput("hires", "manning.fault.month");
    }

    private static @Nullable Double goal(String text) {
        return text.isBlank() ? null : Double.valueOf(number("goal", text));
    }

    /** With a comma or a point, and spaces between thousands. */
    private static double number(String field, String text) {
        var plain = text.strip()
                .replaceAll("[\\s\\u00a0\\u202f]", "")
                .replace(',', '.')
                .replace('−', '-');
        if (!plain.matches("-?\\d{1,13}(\\.\\d{1,6})?")) {
            throw new BadInput(field, "manning.fault.number");
        }
        return Double.parseDouble(plain);
    }
}
