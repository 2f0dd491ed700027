package io.diabolo.configuration;

import io.diabolo.configuration.ConfigurationImports.Answer;
import io.diabolo.configuration.ConfigurationImports.Given;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import io.diabolo.web.Ui;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The whole configuration as a file: fetched, given, compared and taken over. */
@Controller
class ConfigurationController {
    private static final String HERE = "/settings/configuration";
    private static final String ONE = HERE + "/imports/{id}";
    private final ConfigurationImports imports;
    private final Sections sections;

    ConfigurationController(ConfigurationImports imports, Sections sections) {
        this.imports = imports;
        this.sections = sections;
    }

    @Configuration(proxyBeanMethods = false)
    static class InNavigation {
        @Bean
        NavigationEntry configurationEntry() {
            return NavigationEntry.of(NavigationGroup.SETTINGS, 190, HERE, "configuration.title")
                    .visibleTo(Sections::maySee);
        }
    }

    /**
     * All that the page shows.
     *
     * @param faults of a file that couldn't be read
     */
    record Page(List<String> sections, List<Given> imports, List<Fault> faults, Ui ui) {
        String says(Fault fault) {
            return text(fault, ui);
        }
    }

    /**
     * One file, beside what is set here.
     *
     * @param comparison null once it was taken over
     * @param closed the sections that the reader may not change
     * @param faults of what was tried last
     */
    record OnePage(
            Given given,
            @Nullable Comparison comparison,
            Set<String> closed,
            Set<String> unchosen,
            List<Fault> faults,
            boolean outdated,
            Ui ui) {
        String says(Fault fault) {
            return text(fault, ui);
        }

        /** How many items are new, change, are only here, are the same; of what there is none, nothing is said. */
        String counts(Comparison.OfSection part) {
            var counts = new LinkedHashMap<String, Long>();
            for (var kind : Comparison.Kind.values()) {
                counts.put(kind.id(), part.count(kind));
            }
            counts.put("same", (long) part.same());
            return counts.entrySet().stream()
                    .filter(one -> one.getValue() > 0)
                    .map(one -> ui.t("configuration.count." + one.getKey(), one.getValue()))
                    .collect(Collectors.joining(" · "));
        }

        boolean isOffered(Comparison.OfSection part) {
            return part.isChanging() && !closed.contains(part.id()) && !given.isFaulty(part.id());
        }

        boolean isChosen(Comparison.OfSection part) {
            return isOffered(part) && !unchosen.contains(part.id());
        }

        boolean isAnyOffered() {
            return comparison != null && comparison.sections().stream().anyMatch(this::isOffered);
        }
    }

    static String text(Fault fault, Ui ui) {
        return ui.t(fault.key(), fault.args().toArray());
    }

    @GetMapping(HERE)
    ModelAndView show(Ui ui) {
        return page(List.of(), HttpStatus.OK, ui);
    }

    private ModelAndView page(List<Fault> faults, HttpStatus status, Ui ui) {
        var ids = sections.all().stream().map(ConfigurationSection::id).toList();
        var page = new Page(ids, imports.all(ui.me()), faults, ui);
        return new ModelAndView("configuration/configuration", Map.of("page", page), status);
    }

    @GetMapping(HERE + "/file")
    ResponseEntity<byte[]> file(Ui ui) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Content-Disposition", attachment(ui))
                .header("Cache-Control", "no-store")
                .body(imports.export(ui.me()).getBytes(StandardCharsets.UTF_8));
    }

    private static String attachment(Ui ui) {
        return ContentDisposition.attachment()
                .filename("diabolo-configuration-" + ui.today() + ".json")
                .build()
                .toString();
    }

    @PostMapping(HERE + "/imports")
    ModelAndView give(@RequestParam(name = "file", required = false) @Nullable MultipartFile file, Ui ui)
            throws IOException {
        try {
            if (file == null || file.isEmpty()) {
                throw new BadInput("", "configuration.fault.none");
            }
            if (file.getSize() > ConfigurationFile.LARGEST) {
                throw new BadInput("", "configuration.fault.large", ConfigurationFile.LARGEST / 1_000_000);
            }
            var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
            return seeOther(HERE + "/imports/" + imports.compare(name, text(file.getBytes()), ui.me()));
        } catch (BadInput bad) {
            return page(bad.faults(), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    /** A file that isn't UTF-8 has other words than somebody typed. */
    static String text(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            throw new BadInput("", "configuration.fault.utf8");
        }
    }

    @GetMapping(ONE)
    ModelAndView one(@PathVariable UUID id, Ui ui) {
        return one(id, Set.of(), List.of(), false, HttpStatus.OK, ui);
    }

    private ModelAndView one(
            UUID id, Set<String> unchosen, List<Fault> faults, boolean outdated, HttpStatus status, Ui ui) {
        var given = imports.find(id, ui.me());
        var comparison = given.isOpen() ? imports.comparison(id, ui.me()) : null;
        var page = new OnePage(given, comparison, imports.closed(ui.me()), unchosen, faults, outdated, ui);
        return new ModelAndView("configuration/import", Map.of("page", page), status);
    }

    @PostMapping(ONE + "/application")
    ModelAndView apply(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") Set<String> section,
            @RequestParam(defaultValue = "") String fingerprint,
            Ui ui) {
        var unchosen = new HashSet<>(
                sections.all().stream().map(ConfigurationSection::id).toList());
        unchosen.removeAll(section);
        try {
            return switch (imports.apply(id, section, fingerprint, ui.me())) {
                case Answer.Done _ -> {
                    ui.flash("configuration.applied");
                    yield seeOther(HERE + "/imports/" + id);
                }
                case Answer.Outdated _ -> one(id, unchosen, List.of(), true, HttpStatus.CONFLICT, ui);
                case Answer.AlreadyApplied _ -> one(id, Set.of(), List.of(), false, HttpStatus.CONFLICT, ui);
                case Answer.Nothing _ ->
                    one(
                            id,
                            unchosen,
                            List.of(new Fault(
                                    "",
                                    section.isEmpty()
                                            ? "configuration.fault.unchosen"
                                            : "configuration.fault.nothing")),
                            false,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            ui);
            };
        } catch (BadInput bad) {
            return one(id, unchosen, bad.faults(), false, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private static ModelAndView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
