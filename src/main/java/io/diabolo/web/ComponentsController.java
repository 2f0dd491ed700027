package io.diabolo.web;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** All parts of the interface on one page, for whoever builds or judges them. */
@Controller
class ComponentsController {
    /** A row as lists show it; invented people at companies that don't exist. */
    record Row(String person, String company, String channel, String clock, String hours, int profile) {}

    private static final List<Row> ROWS = List.of(
            new Row("Claire Fontaine", "Mécaval", "inbound", "soon", "1", 92),
            new Row("Marc Attal", "Bois & Fils", "outbound", "soon", "3", 71),
            new Row("Hélène Roy", "Transports Roy", "outbound", "", "8", 64),
            new Row("Luc Marin", "SAS Marin", "inbound", "late", "-2", 51),
            new Row("Anne Fabre", "Aquitaine Frais", "inbound", "ok", "5", 83));

    @GetMapping("/components")
    ModelAndView show(@RequestParam(defaultValue = "") String scheme) {
        return new ModelAndView("web/components")
                .addObject("rows", ROWS)
                .addObject("scheme", scheme.equals("dark") || scheme.equals("light") ? scheme : "");
    }
}
