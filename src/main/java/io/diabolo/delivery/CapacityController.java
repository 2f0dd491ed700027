package io.diabolo.delivery;

import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Whether delivery can take on what sales is about to sign; everybody may look. */
@Controller
class CapacityController {
    private final Capacity capacity;

    CapacityController(Capacity capacity) {
        this.capacity = capacity;
    }

    /** All that the page shows. */
    record Page(Capacity.Outlook outlook, Ui ui) {
        String name(Capacity.Month month) {
            return ui.month(month.month());
        }
    }

    @GetMapping("/onboardings/capacity")
    ModelAndView show(@RequestParam(name = "at_once", defaultValue = "") String atOnce, Ui ui) {
        return new ModelAndView("delivery/capacity", Map.of("page", new Page(outlook(atOnce, ui), ui)));
    }

    private Capacity.Outlook outlook(String atOnce, Ui ui) {
        var wanted = atOnce.matches("[0-9]{1,3}") ? Integer.parseInt(atOnce) : Capacity.AT_ONCE;
        return capacity.outlook(Math.clamp(wanted, 1, Capacity.MOST_AT_ONCE), ui.locale());
    }

    @GetMapping("/api/v1/onboardings/capacity")
    @ResponseBody
    Map<String, Object> list(@RequestParam(name = "at_once", defaultValue = "") String atOnce, Ui ui) {
        var outlook = outlook(atOnce, ui);
        var body = new LinkedHashMap<String, Object>();
        body.put("at_once", outlook.atOnce());
        body.put("usual_days", outlook.days());
        body.put(
                "items", outlook.months().stream().map(CapacityController::json).toList());
        return body;
    }

    private static Map<String, Object> json(Capacity.Month month) {
        var body = new LinkedHashMap<String, Object>();
        body.put("month", month.month().toString());
        body.put("running", month.running());
        body.put("coming", month.coming());
        body.put("capacity", month.capacity());
        body.put("free", month.free());
        return body;
    }
}
