package dev.noticeboard.functions.artefact;

import dev.noticeboard.functions.artefact.ColdStarts.Parts;
import dev.noticeboard.functions.artefact.ColdStarts.Sample;
import dev.noticeboard.functions.artefact.ColdStarts.Setting;
import dev.noticeboard.functions.artefact.ColdStarts.Start;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What a measurement of the start found, for people and for programs. Times in milliseconds. */
record StartupReport(long jarBytes, long jarClasses, Setting setting, List<Start> starts, Parts parts) {
    /** Median, least and most of all starts. */
    record Spread(double median, double least, double most) {
        static Spread of(List<Start> starts, ToDoubleFunction<Start> what) {
            double[] sorted = starts.stream().mapToDouble(what).sorted().toArray();
            int middle = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            return new Spread(rounded(median), rounded(sorted[0]), rounded(sorted[sorted.length - 1]));
        }
    }

    /** The times, by what they are called. */
    Map<String, Spread> times() {
        Map<String, Spread> times = new LinkedHashMap<>();
        times.put(setting.snapshot() ? "init and priming" : "init", Spread.of(starts, Start::init));
        if (setting.snapshot()) {
            times.put("restore", Spread.of(starts, Start::restore));
        }
        times.put("first answer", Spread.of(starts, Start::first));
        times.put("second answer", Spread.of(starts, Start::second));
        times.put("init, CPU", Spread.of(starts, Start::initCpu));
        times.put("answers, CPU", Spread.of(starts, Start::answersCpu));
        return times;
    }

    private static Map<String, Object> counters(Map<String, Long> counters) {
        double perMilli = counters.getOrDefault("sun.os.hrt.frequency", 1L) / 1e3;
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(
                "classesLoaded",
                counters.getOrDefault("java.cls.loadedClasses", 0L)
                        + counters.getOrDefault("java.cls.sharedLoadedClasses", 0L));
        shown.put("ofThemFromTheJdksArchive", counters.getOrDefault("java.cls.sharedLoadedClasses", 0L));
        shown.put("classLoadingMillis", rounded(counters.getOrDefault("sun.cls.time", 0L) / perMilli));
        shown.put("verifyingMillis", rounded(counters.getOrDefault("sun.cls.classVerifyTime", 0L) / perMilli));
        return shown;
    }

    /** By phase and part, the milliseconds and how many of them went into loading classes. */
    private Map<String, Map<String, double[]>> shares() {
        Map<String, Map<String, double[]>> shares = new TreeMap<>();
        for (Sample sample : parts.samples()) {
            if (!sample.phase().equals("waiting")) {
                double[] cell = shares.computeIfAbsent(sample.phase(), phase -> new TreeMap<>())
                        .computeIfAbsent(sample.part(), part -> new double[2]);
                cell[0] += sample.millis();
                cell[1] += sample.loading() ? sample.millis() : 0;
            }
        }
        return shares;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("jarBytes", jarBytes);
        json.put("jarClasses", jarClasses);
        json.put("handler", setting.handler());
        json.put("flags", setting.flags());
        json.put("snapshot", setting.snapshot());
        json.put("java", System.getProperty("java.version"));
        json.put("runs", starts.size());
        json.put("millis", times());
        json.put("afterInit", counters(parts.afterInit()));
        json.put("afterTwoAnswers", counters(parts.afterEvents()));
        List<Map<String, Object>> parts = new ArrayList<>();
        shares().forEach((phase, byPart) -> byPart.forEach((part, cell) -> parts.add(Map.of(
                "phase", phase, "part", part, "millis", rounded(cell[0]), "ofThatLoadingClasses", rounded(cell[1])))));
        json.put("sampled", parts);
        return json;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(line(
                "%s from a jar of %.1f MB with %,d classes; %d starts, java %s %s%s",
                setting.handler(),
                jarBytes / 1e6,
                jarClasses,
                starts.size(),
                System.getProperty("java.version"),
                String.join(" ", setting.flags()),
                setting.snapshot() ? ", as SnapStart does" : ""));
        text.append(line("%n%-18s %10s %10s %10s", "", "median", "least", "most"));
        times().forEach((what, spread) -> text.append(
                line("%-18s %7.0f ms %7.0f ms %7.0f ms", what, spread.median(), spread.least(), spread.most())));
        text.append(line("%nThe JVM's counters: after init %s;", words(counters(parts.afterInit()))));
        text.append(line("after two answers %s.", words(counters(parts.afterEvents()))));
        text.append(line("%nWhere one start's time went, sampled (the sampler makes it slower: read the shares)"));
        shares().forEach((phase, byPart) -> byPart.entrySet().stream()
                .sorted((a, b) -> Double.compare(b.getValue()[0], a.getValue()[0]))
                .forEach(e -> text.append(line(
                        "%-12s %-26s %6.0f ms, %5.0f ms of it loading classes",
                        phase, e.getKey(), e.getValue()[0], e.getValue()[1]))));
        return text.toString();
    }

    private static String words(Map<String, Object> counters) {
        return counters.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String line(String format, Object... args) {
        return String.format(Locale.ROOT, format + "%n", args);
    }

    private static double rounded(double millis) {
        return Math.round(millis * 10) / 10.0;
    }
}
