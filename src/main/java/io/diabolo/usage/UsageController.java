package io.diabolo.usage;

import io.diabolo.platform.BadInput;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import io.diabolo.web.Ui;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** What customers use, and a file of it to take in. */
@Controller
class UsageController {
    private static final int SHOWN = 20;
    private final UsageReport report;
    private final UsageFiles files;

    UsageController(UsageReport report, UsageFiles files) {
        this.report = report;
        this.files = files;
    }

    @Configuration(proxyBeanMethods = false)
    static class InNavigation {
        @Bean
        NavigationEntry usageEntry() {
            return NavigationEntry.of(NavigationGroup.GROW, 50, "/usage", "usage.title");
        }
    }

    /**
     * All that the page shows.
     *
     * @param receipt null until a file was sent
     * @param fault of the file, or empty
     */
    record Page(
            List<UsageReport.Line> companies,
            List<UsageReport.Line> features,
            String feature,
            @Nullable UsageReceipt receipt,
            String fault,
            Ui ui) {
        String trend(UsageReport.Line line) {
            return UsageBeside.trend(line, ui);
        }

        List<UsageReceipt.Answer> answers() {
            return receipt == null
                    ? List.of()
                    : receipt.answers().stream().limit(SHOWN).toList();
        }
    }

    @GetMapping("/usage")
    ModelAndView show(@RequestParam(defaultValue = "") String feature, Ui ui) {
        return page(feature.replace("\0", "").strip(), null, "", HttpStatus.OK, ui);
    }

    private ModelAndView page(String feature, @Nullable UsageReceipt receipt, String fault, HttpStatus status, Ui ui) {
        var view = new ModelAndView("usage/usage", status);
        view.addObject(
                "page",
                new Page(report.companies(feature, ui.me()), report.features(ui.me()), feature, receipt, fault, ui));
        return view;
    }

    /** Answers with the page itself, which tells what became of each line. */
    @PostMapping("/usage/files")
    ModelAndView upload(@RequestParam(name = "file", required = false) @Nullable MultipartFile file, Ui ui)
            throws IOException {
        try {
            if (file == null || file.isEmpty()) {
                throw new BadInput("file", "usage.fault.file");
            }
            var text = new String(file.getBytes(), StandardCharsets.UTF_8);
            return page("", files.take(text, ui.me()), "", HttpStatus.OK, ui);
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            return page("", null, ui.t(fault.key(), fault.args().toArray()), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }
}
