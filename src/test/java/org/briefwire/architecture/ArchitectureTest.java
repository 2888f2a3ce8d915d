package org.briefwire.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "org.briefwire";
    private static final Path SOURCES = Path.of("src/main/java/org/briefwire");
    private static final int LONGEST_FILE = 400;
    private static final int LONG_FILE = 220;
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    /** Whose classes may be named in which packages, and nowhere else. */
    private static final Map<String, Set<String>> DOORS =
            Map.ofEntries(
                    Map.entry("com.rometools.", Set.of("collect")),
                    Map.entry("io.micrometer.", Set.of("watch")),
                    Map.entry("org.apache.hc.", Set.of("collect")),
                    Map.entry("javax.naming.", Set.of("dns")),
                    Map.entry("org.bouncycastle.", Set.of("dkim")),
                    Map.entry("org.owasp.", Set.of("collect")),
                    Map.entry(
                            "org.jsoup.",
                            Set.of("bounce", "collect", "compose", "media", "syndicate")),
                    Map.entry("org.apache.james.", Set.of("bounce")),
                    Map.entry("com.helger.", Set.of("compose")),
                    Map.entry("com.github.mustachejava.", Set.of("template")),
                    Map.entry("org.jdbi.", Set.of("store")),
                    Map.entry("java.sql.", Set.of("schedule", "store")),
                    Map.entry("javax.sql.", Set.of("store")),
                    Map.entry("com.zaxxer.", Set.of("store")),
                    Map.entry("org.flywaydb.", Set.of("store")),
                    Map.entry("org.quartz.", Set.of("schedule", "cron")),
                    Map.entry("io.javalin.", Set.of("web")),
                    Map.entry("jakarta.servlet.", Set.of("web")),
                    Map.entry("org.eclipse.jetty.", Set.of("web")),
                    Map.entry("picocli.", Set.of("cli")),
                    Map.entry("org.snakeyaml.", Set.of("yaml")),
                    Map.entry("com.fasterxml.jackson.", Set.of("json")),
                    Map.entry("jakarta.mail.", Set.of("compose", "deliver", "audience", "demo")),
                    Map.entry("org.eclipse.angus.", Set.of("deliver")),
                    Map.entry("com.icegreen.", Set.of("demo")),
                    Map.entry("com.sanctionco.jmail.", Set.of("audience")),
                    Map.entry("de.siegmar.", Set.of("audience")));

    /** What a library makes by its name has to be public. */
    private static final String MADE_BY_QUARTZ = "org.quartz.impl.jdbcjobstore.DriverDelegate";

    @Test
    void theArrowsInTheCodeAreThoseOfTheDrawing() throws IOException {
        assertThat(String.join("\n", arrowsInTheCode()))
                .isEqualTo(String.join("\n", arrowsInTheDrawing()));
    }

    private static Set<String> arrowsInTheCode() {
        var arrows = new TreeSet<String>();
        for (var origin : CLASSES) {
            for (var dependency : origin.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass();
                if (!target.getPackageName().startsWith(ROOT)) {
                    continue;
                }
                var from = folder(origin);
                var to = folder(target);
                if (!from.equals(to) && !to.equals("model")) {
                    arrows.add(from + " -> " + to);
                }
            }
        }
        return arrows;
    }

    private static Set<String> arrowsInTheDrawing() throws IOException {
        var drawing = Files.readString(Path.of("docs/architecture.md"));
        var lines = Pattern.compile("(?m)^(\\S+) +-> +([a-z, ]+)$").matcher(drawing);
        return lines.results()
                .flatMap(line ->
                        Stream.of(line.group(2).split(", *", -1))
                                .map(to -> line.group(1) + " -> " + to.strip()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String folder(JavaClass type) {
        var name = type.getPackageName();
        if (name.equals(ROOT)) {
            return "main";
        }
        return name.substring(ROOT.length() + 1).replaceFirst("\\..*", "");
    }

    @Test
    void noArrowLeadsBackToWhereItCameFrom() {
        var arrows = arrowsInTheCode();
        var packages =
                arrows.stream()
                        .flatMap(arrow -> Stream.of(arrow.split(" -> ", -1)))
                        .collect(Collectors.toCollection(TreeSet::new));
        var layered = new TreeSet<String>();
        var grown = true;
        while (grown) {
            grown =
                    layered.addAll(
                            packages.stream()
                                    .filter(name ->
                                            arrows.stream()
                                                    .filter(a -> a.startsWith(name + " "))
                                                    .map(a -> a.substring(a.indexOf('>') + 2))
                                                    .allMatch(layered::contains))
                                    .toList());
        }
        packages.removeAll(layered);
        assertThat(packages).as("packages in a cycle, or above one").isEmpty();
    }

    @Test
    void eachLibraryHasOneDoor() {
        var trespassers = new TreeSet<String>();
        for (var origin : CLASSES) {
            for (var dependency : origin.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass().getName();
                DOORS.forEach((library, doors) -> {
                    if (target.startsWith(library) && !doors.contains(folder(origin))) {
                        trespassers.add(origin.getName() + " uses " + target);
                    }
                });
            }
        }
        assertThat(trespassers).isEmpty();
    }

    @Test
    void theClockIsReadOnlyThroughAnInstantSource() {
        var readers =
                calls().filter(call ->
                                (call.target().matches("java\\.time\\..*\\.now")
                                                || call.target()
                                                        .equals(
                                                                "java.lang.System.currentTimeMillis"))
                                        || call.target().equals("java.util.Date.<init>()"))
                        .map(Call::toString)
                        .toList();
        assertThat(readers).isEmpty();
    }

    @Test
    void onlyTheCommandLineSpeaksToTheTerminalAndEndsTheProcess() {
        var speakers =
                calls().filter(call ->
                                call.target().equals("java.lang.System.exit")
                                        || call.target().equals("java.lang.System.out")
                                        || call.target().equals("java.lang.System.err"))
                        .filter(call -> !call.folder().equals("cli"))
                        .map(Call::toString)
                        .toList();
        assertThat(speakers).isEmpty();
    }

    private record Call(String folder, String origin, String target) {
        @Override
        public String toString() {
            return origin + " uses " + target;
        }
    }

    private static Stream<Call> calls() {
        return CLASSES.stream()
                .flatMap(type ->
                        type.getAccessesFromSelf().stream()
                                .map(access ->
                                        new Call(
                                                folder(type),
                                                type.getName(),
                                                access.getTargetOwner().getName()
                                                        + "."
                                                        + access.getTarget().getName())));
    }

    /** A reader names the type, a type within it, or calls what has it in its signature. */
    @Test
    void aPublicTypeHasAReaderInAnotherPackage() {
        var read = new TreeSet<String>();
        for (var origin : CLASSES) {
            for (var dependency : origin.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass();
                if (!target.getPackageName().equals(origin.getPackageName())) {
                    read.add(outermost(target));
                }
            }
        }
        var signed = new TreeSet<String>();
        for (var type : CLASSES) {
            if (type.getModifiers().contains(JavaModifier.PUBLIC)) {
                for (var unit : type.getCodeUnits()) {
                    if (unit.getModifiers().contains(JavaModifier.PUBLIC)) {
                        unit.getAllInvolvedRawTypes().forEach(part -> signed.add(outermost(part)));
                        unit.getExceptionTypes()
                                .forEach(part -> signed.add(outermost(part.toErasure())));
                    }
                }
            }
        }
        var unread =
                CLASSES.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> !type.isAnonymousClass() && !type.isMemberClass())
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .filter(type -> !folder(type).equals("main"))
                        .filter(type -> !type.isAssignableTo(MADE_BY_QUARTZ))
                        .map(JavaClass::getName)
                        .filter(name -> !read.contains(name) && !signed.contains(name))
                        .sorted()
                        .toList();
        assertThat(unread).isEmpty();
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    @Test
    void everyPackageSaysInOneSentenceWhatItIsFor() throws IOException {
        try (var folders = Files.walk(SOURCES)) {
            for (var folder : folders.filter(Files::isDirectory).toList()) {
                var info = folder.resolve("package-info.java");
                assertThat(info).exists();
                assertThat(Files.readString(info))
                        .containsPattern("(?s)^/\\*\\*.*\\.\\s*\\*/\\s*@NullMarked\\s*package ");
            }
        }
    }

    @Test
    void filesAreShort() throws IOException {
        var lengths = lengths();
        assertThat(lengths.entrySet().stream().filter(e -> e.getValue() > LONGEST_FILE)).isEmpty();
        var longOnes = lengths.values().stream().filter(length -> length > LONG_FILE).count();
        assertThat(longOnes).isLessThanOrEqualTo(lengths.size() / 10);
        var sorted = lengths.values().stream().sorted().toList();
        assertThat(sorted.get(sorted.size() / 2)).isLessThanOrEqualTo(80);
    }

    private static Map<Path, Integer> lengths() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            List<Path> java = files.filter(file -> file.toString().endsWith(".java")).toList();
            return java.stream()
                    .filter(file -> !file.endsWith("package-info.java"))
                    .collect(Collectors.toMap(file -> file, ArchitectureTest::lines));
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
