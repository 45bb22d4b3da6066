package dev.tusk.compat.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said of the jars that run, and what they are. */
class SupplyChainTest {
  private static final Path TARGET = Path.of("..", "server", "target");

  private static final Pattern PACKAGE =
      Pattern.compile("\"purl\" : \"pkg:maven/[^/]+/([^@\"]+)@([^?\"]+)\\?type=jar");

  @Test
  void theBillOfMaterialsNamesEveryJarThatRuns() throws IOException {
    Path bill = TARGET.resolve("bom.json");
    assumeThat(bill).as("is made where the build may use the network").exists();
    String text = Files.readString(bill);
    assertThat(text).contains("\"bomFormat\" : \"CycloneDX\"").doesNotContain("serialNumber");
    TreeSet<String> named = new TreeSet<>();
    Matcher packages = PACKAGE.matcher(text);
    while (packages.find()) {
      named.add(packages.group(1) + "-" + packages.group(2) + ".jar");
    }
    try (Stream<Path> jars = Files.list(TARGET.resolve("lib"))) {
      List<String> running = jars.map(jar -> jar.getFileName().toString()).sorted().toList();
      assertThat(running).isNotEmpty();
      assertThat(named).containsAll(running);
    }
  }

  @Test
  void jarsDoNotTellWhenTheyWereMade() throws IOException {
    assumeThat(TARGET.resolve("lib")).exists();
    try (Stream<Path> jars = Files.list(TARGET.resolve("lib"))) {
      for (Path jar : jars.filter(j -> j.getFileName().toString().startsWith("tusk-")).toList()) {
        try (var zip = new java.util.zip.ZipFile(jar.toFile())) {
          assertThat(
                  zip.stream()
                      .map(entry -> entry.getLastModifiedTime().toInstant().toString())
                      .distinct())
              .as(jar.toString())
              .containsExactly("2026-11-21T00:00:00Z");
        }
      }
    }
  }
}
