package io.diabolo.pipeline;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.platform.Texts;
import io.diabolo.records.ListField;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The pages on which a workspace says what its pipelines are like. */
@Controller
class PipelineController {
    private static final String HERE = "/settings/pipelines";
    private final Pipelines pipelines;
    private final Gates gates;
    private final BuiltInPipelines builtIn;
    private final Texts texts;

    PipelineController(Pipelines pipelines, Gates gates, BuiltInPipelines builtIn, Texts texts) {
        this.pipelines = pipelines;
        this.gates = gates;
        this.builtIn = builtIn;
        this.texts = texts;
    }

    /** @param name of the new one, as it was typed and refused */
    record ListPage(List<Pipeline> all, boolean editable, String name, String fault) {}

    record Page(
            Pipeline pipeline,
            int version,
            PipelineForm form,
            boolean editable,
            List<ListField> fields,
            List<GateFact> facts,
            Texts texts,
            Map<String, String> faults) {
        String fault(String name) {
            return faults.getOrDefault(name, "");
        }

        String label(ListField field, Ui ui) {
            return field.label(texts, ui.locale());
        }
    }

    @GetMapping(HERE)
    ModelAndView list(Ui ui) {
        return list("", "", HttpStatus.OK, ui);
    }

    private ModelAndView list(String name, String fault, HttpStatus status, Ui ui) {
        var page = new ListPage(pipelines.all(ui.locale()), Pipelines.mayEdit(ui.me()), name, fault);
        return new ModelAndView("pipeline/pipelines", Map.of("page", page), status);
    }

    @PostMapping(HERE)
    ModelAndView create(@RequestParam(defaultValue = "") String name, Ui ui) {
        try {
            var made = pipelines.create(name.strip(), builtIn.stages(Pipeline.NEW_BUSINESS), ui.me());
            return seeOther(HERE + "/" + made.key());
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            return list(name, ui.t(fault.key(), fault.args().toArray()), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @GetMapping(HERE + "/{key}")
    ModelAndView show(@PathVariable String key, Ui ui) {
        var pipeline = pipelines.find(key, ui.locale());
        return page(pipeline, PipelineForm.of(pipeline), Map.of(), HttpStatus.OK, ui);
    }

    private ModelAndView page(
            Pipeline pipeline, PipelineForm form, Map<String, String> faults, HttpStatus status, Ui ui) {
        var page = new Page(
                pipeline,
                pipeline.version(),
                form,
                Pipelines.mayEdit(ui.me()),
                gates.fields(),
                gates.facts(),
                texts,
                faults);
        return new ModelAndView("pipeline/pipeline", Map.of("page", page), status);
    }

    @PostMapping(HERE + "/{key}")
    ModelAndView save(@PathVariable String key, @RequestParam MultiValueMap<String, String> parameters, Ui ui) {
        var form = PipelineForm.of(parameters);
        var pipeline = pipelines.find(key, ui.locale());
        var version = form.value("version");
        try {
            pipelines.save(
                    key,
                    form.name(),
                    form.stages(gates.facts()),
                    version.matches("[0-9]{1,9}") ? Integer.valueOf(version) : null,
                    ui.me());
            ui.flash("pipeline.saved");
            return seeOther(HERE + "/" + key);
        } catch (StaleVersion _) {
            return page(pipeline, form, Map.of("name", ui.t("record.stale")), HttpStatus.CONFLICT, ui);
        } catch (BadInput bad) {
            var faults = new LinkedHashMap<String, String>();
            bad.faults()
                    .forEach(fault -> faults.merge(
                            fault.field(),
                            ui.t(fault.key(), fault.args().toArray()),
                            (one, other) -> one + " " + other));
            return page(pipeline, form, faults, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping(HERE + "/{key}/deletion")
    ModelAndView delete(@PathVariable String key, Ui ui) {
        try {
            pipelines.delete(key, ui.me());
            ui.flash("pipeline.deleted");
            return seeOther(HERE);
        } catch (BadInput bad) {
            var pipeline = pipelines.find(key, ui.locale());
            var fault = bad.faults().getFirst();
            return page(
                    pipeline,
                    PipelineForm.of(pipeline),
                    Map.of("name", ui.t(fault.key(), fault.args().toArray())),
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    ui);
        }
    }

    private static ModelAndView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
