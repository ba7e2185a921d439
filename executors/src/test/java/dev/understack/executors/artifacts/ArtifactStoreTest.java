package dev.understack.executors.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.executors.files.FileTree.Kind;
import dev.understack.executors.files.MemoryFiles;
import dev.understack.model.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ArtifactStoreTest {
  private static final String FOLDER = "wf/wf-pod-1";

  @TempDir Path root;
  private ArtifactStore store;
  private final MemoryFiles files = new MemoryFiles(List.of());

  @BeforeEach
  void create() {
    store = new ArtifactStore(root.resolve("store"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "{} wf/wf-pod-1/out.tgz",
        "{\"archive\":{\"zip\":{}}} wf/wf-pod-1/out.zip",
        "{\"archive\":{\"none\":{}}} wf/wf-pod-1/hello.txt",
        "{\"s3\":{\"key\":\"my/key\"}} my/key",
        "{\"gcs\":{\"key\":\"my/other\"}} my/other",
      })
  void aFileComesBackUnderTheKeyThatArgoWouldUse(String fields, String key) throws Exception {
    put("/tmp/hello.txt", "hello\n", 0640);
    ObjectNode artifact = artifact("out", "/tmp/hello.txt", fields);

    ObjectNode saved = store.save(artifact, files, FOLDER).orElseThrow();

    assertThat(Json.write(saved)).contains("\"key\":\"" + key + "\"");
    assertThat(root.resolve("store").resolve(key)).isRegularFile();
    ObjectNode input = saved.deepCopy().put("path", "/in/renamed");
    store.load(input, files);
    if (saved.path("archive").has("zip")) {
      assertThat(text("/in/renamed/hello.txt")).isEqualTo("hello\n");
    } else {
      assertThat(text("/in/renamed")).isEqualTo("hello\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"archive\":{\"none\":{}}}", "{\"archive\":{\"zip\":{}}}"})
  void aFolderComesBackWhole(String fields) throws Exception {
    Random random = new Random(7);
    String deep = "/work/" + "long-name-".repeat(12) + "/" + "x".repeat(90) + "/file";
    put("/work/a", "", 0644);
    put("/work/b/c.bin", "x".repeat(random.nextInt(5000) + 512), 0755);
    put(deep, "deep", 0600);

    ObjectNode saved = store.save(artifact("dir", "/work", fields), files, FOLDER).orElseThrow();
    store.load(saved.deepCopy().put("path", "/in/dir"), files);

    assertThat(text("/in/dir/a")).isEmpty();
    assertThat(text("/in/dir/b/c.bin")).isEqualTo(text("/work/b/c.bin"));
    assertThat(text(deep.replace("/work/", "/in/dir/"))).isEqualTo("deep");
    if (fields.equals("{}")) {
      assertThat(files.mode("/in/dir/b/c.bin")).isEqualTo(0755);
    }
  }

  @Test
  void tarReadsWhatWeWriteAndWeReadWhatTarWrites() throws Exception {
    put("/work/b/c.bin", "content", 0755);
    put("/work/" + "d".repeat(150), "long", 0644);
    store.save(artifact("dir", "/work", "{\"s3\":{\"key\":\"ours.tgz\"}}"), files, FOLDER);
    Path there = Files.createDirectories(root.resolve("there"));
    run(there, "tar", "xzf", root.resolve("store/ours.tgz").toString());
    assertThat(there.resolve("work/b/c.bin")).hasContent("content").isExecutable();
    assertThat(there.resolve("work/" + "d".repeat(150))).hasContent("long");

    for (String format : List.of("gnu", "pax", "ustar")) {
      Path archive = root.resolve("store/theirs.tgz");
      run(there, "tar", "czf", archive.toString(), "--format=" + format, "--exclude=ddd*", "work");
      store.load(artifact("in", "/from/" + format, "{\"s3\":{\"key\":\"theirs.tgz\"}}"), files);
      assertThat(text("/from/" + format + "/b/c.bin")).isEqualTo("content");
    }
  }

  @Test
  void anOptionalArtifactMayBeMissing() throws Exception {
    ObjectNode optional = artifact("o", "/none", "{\"optional\":true}");
    assertThat(store.save(optional, files, FOLDER)).isEmpty();
    store.load(artifact("i", "/in", "{\"optional\":true,\"s3\":{\"key\":\"none\"}}"), files);
    assertThat(files.kind("/in")).isEmpty();

    assertThatThrownBy(() -> store.save(artifact("o", "/none", "{}"), files, FOLDER))
        .hasMessage("artifact o: stat /none: no such file or directory");
    assertThatThrownBy(() -> store.load(artifact("i", "/in", "{\"s3\":{\"key\":\"none\"}}"), files))
        .hasMessage("artifact i: was not found at key none");
  }

  @Test
  void rawContentGetsItsMode() throws Exception {
    store.load(artifact("r", "/in/x", "{\"raw\":{\"data\":\"hi\"},\"mode\":493}"), files);

    assertThat(text("/in/x")).isEqualTo("hi");
    assertThat(files.mode("/in/x")).isEqualTo(0755);
    assertThat(files.kind("/in")).isEqualTo(Optional.of(Kind.FOLDER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"s3\":{\"key\":\"../../etc/passwd\"}}",
        "{\"s3\":{\"key\":\"a/../../b\"}}",
      })
  void aKeyCannotLeaveTheStore(String fields) {
    assertThatThrownBy(() -> store.load(artifact("i", "/in", fields), files))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leads out of its folder");
  }

  @Test
  void placesThatAreNotServedAreNamed() {
    assertThatThrownBy(() ->
            store.load(artifact("i", "/in", "{\"s3\":{\"key\":\"k\",\"bucket\":\"b\"}}"), files))
        .hasMessageContaining("s3 artifacts with their own bucket are not supported");
    assertThatThrownBy(() -> store.load(artifact("i", "/in", "{\"git\":{\"repo\":\"r\"}}"), files))
        .hasMessageContaining("git artifacts are not supported");
  }

  private void put(String path, String text, int mode) throws IOException {
    files.write(path, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), mode);
  }

  private String text(String path) {
    return Json.text(files.read(path).orElseThrow());
  }

  private static ObjectNode artifact(String name, String path, String fields) {
    return ((ObjectNode) Json.read(fields)).put("name", name).put("path", path);
  }

  private static void run(Path in, String... command) throws Exception {
    Process process = new ProcessBuilder(command).directory(in.toFile()).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }
}
