package dev.tusk.wire.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is sent, and what is answered, message by message. */
class ConversationTest extends ServerTest {
  private static final String READY = "ReadyForQuery I";

  @Test
  void aQueryOfSeveralStatementsHasAResultForEach() throws Exception {
    assertThat(open().query("echo a; echo b").converse())
        .containsExactly(
            "RowDescription value",
            "DataRow a",
            "CommandComplete SELECT 1",
            "RowDescription value",
            "DataRow b",
            "CommandComplete SELECT 1",
            READY);
  }

  @Test
  void anEmptyQueryIsAnsweredAsOne() throws Exception {
    assertThat(open().query("").converse()).containsExactly("EmptyQueryResponse", READY);
  }

  @Test
  void anErrorEndsItsQueryAndTheSessionGoesOn() throws Exception {
    WireClient client = open();
    assertThat(client.query("echo a; fail; echo b").converse())
        .containsExactly(
            "RowDescription value",
            "DataRow a",
            "CommandComplete SELECT 1",
            "ErrorResponse ERROR 22012 division by zero",
            READY);
    assertThat(client.query("echo c").converse()).contains("DataRow c");
  }

  @Test
  void aBugIsToldAsAnInternalErrorAndTheSessionLivesOn() throws Exception {
    WireClient client = open();
    assertThat(client.query("bug").converse())
        .containsExactly("ErrorResponse ERROR XX000 internal error", READY);
    assertThat(client.query("echo c").converse()).contains("DataRow c");
  }

  @Test
  void aRowThatFailsHalfwayIsNotSeen() throws Exception {
    assertThat(open().query("half").converse())
        .containsExactly(
            "RowDescription value", "ErrorResponse ERROR 22P02 second value is bad", READY);
  }

  @Test
  void anErrorInABlockShowsInTheStatus() throws Exception {
    WireClient client = open();
    assertThat(client.query("begin").converse()).endsWith("ReadyForQuery T");
    assertThat(client.query("fail").converse()).endsWith("ReadyForQuery E");
  }

  @Test
  void noticesAndChangedSettingsComeBeforeReady() throws Exception {
    WireClient client = open();
    assertThat(client.query("notice").converse())
        .containsExactly("NoticeResponse NOTICE 00000 listen", "CommandComplete NOTICE", READY);
    assertThat(client.query("set TimeZone UTC; set TimeZone GMT").converse())
        .containsExactly(
            "CommandComplete SET", "CommandComplete SET", "ParameterStatus TimeZone=GMT", READY);
    assertThat(client.query("set TimeZone GMT").converse())
        .as("the same value is not told twice")
        .containsExactly("CommandComplete SET", READY);
  }

  @Test
  void whatWasGivenUpInPlaceIsAnsweredOnceByAWorker() throws Exception {
    WireClient client = open();
    String[] answer = {
      "NoticeResponse NOTICE 00000 worker", "DataRow by a worker", "CommandComplete SELECT 1"
    };
    assertThat(client.query("preempted").converse()).startsWith(answer).endsWith(READY).hasSize(4);
    assertThat(
            client
                .parse("", "preempted")
                .bind("", "")
                .execute("", 0)
                .parse("", "echo c")
                .bind("", "")
                .execute("", 0)
                .sync()
                .converse())
        .containsSubsequence(answer)
        .containsSubsequence("DataRow by a worker", "DataRow c")
        .doesNotContain("DataRow seen by nobody", "NoticeResponse NOTICE 00000 in place");
  }

  @Test
  void aLongAnswerIsLeftToAWorkerBeforeAnyOfItIsSent() throws Exception {
    assertThat(open().query("echo a; fill").converse())
        .hasSize(100_000 + 5)
        .endsWith("CommandComplete SELECT 100000", READY)
        .containsOnlyOnce("DataRow a");
  }

  @Test
  void aBatchIsAnsweredInOrder() throws Exception {
    assertThat(
            open()
                .parse("s", "echo $1")
                .describe('S', "s")
                .bind("", "s", "hello")
                .describe('P', "")
                .execute("", 0)
                .closing('S', "s")
                .closing('S', "s")
                .sync()
                .converse())
        .containsExactly(
            "ParseComplete",
            "ParameterDescription 1",
            "RowDescription value",
            "BindComplete",
            "RowDescription value",
            "DataRow hello",
            "CommandComplete SELECT 1",
            "CloseComplete",
            "CloseComplete",
            READY);
  }

  @Test
  void aStatementWithoutRowsIsDescribedSo() throws Exception {
    assertThat(open().parse("", "begin").describe('S', "").sync().converse())
        .containsExactly("ParseComplete", "ParameterDescription 0", "NoData", READY);
  }

  @Test
  void afterAnErrorAllIsSkippedUntilSync() throws Exception {
    WireClient client = open();
    assertThat(
            client
                .parse("", "fail")
                .bind("", "")
                .execute("", 0)
                .parse("", "echo never")
                .bind("", "")
                .execute("", 0)
                .query("echo neither")
                .sync()
                .parse("", "echo again")
                .bind("", "")
                .execute("", 0)
                .sync()
                .converse())
        .containsExactly(
            "ParseComplete", "BindComplete", "ErrorResponse ERROR 22012 division by zero", READY);
    assertThat(client.readUntil("ReadyForQuery"))
        .containsExactly(
            "ParseComplete", "BindComplete", "DataRow again", "CommandComplete SELECT 1", READY);
    assertThat(backend.sessions.getFirst().calls)
        .containsExactly("execute fail", "failed", "sync", "execute echo again", "sync");
  }

  @Test
  void flushBringsAnswersBeforeSync() throws Exception {
    WireClient client = open();
    client.parse("", "echo a").describe('S', "").flush().send();
    assertThat(client.readUntil("RowDescription"))
        .containsExactly("ParseComplete", "ParameterDescription 0", "RowDescription value");
    assertThat(client.bind("", "").execute("", 0).sync().converse())
        .containsExactly("BindComplete", "DataRow a", "CommandComplete SELECT 1", READY);
  }

  @Test
  void anErrorIsToldWithoutWaitingForSync() throws Exception {
    WireClient client = open();
    client.bind("", "nope").send();
    assertThat(client.read())
        .isEqualTo("ErrorResponse ERROR 26000 prepared statement \"nope\" does not exist");
    assertThat(client.sync().converse()).containsExactly(READY);
  }

  @Test
  void aPortalIsSuspendedAndGoesOn() throws Exception {
    WireClient client = open();
    client.query("begin").converse();
    assertThat(client.parse("", "rows 3").bind("p", "").execute("p", 2).sync().converse())
        .containsExactly(
            "ParseComplete",
            "BindComplete",
            "DataRow 0",
            "DataRow 1",
            "PortalSuspended",
            "ReadyForQuery T");
    assertThat(client.execute("p", 2).sync().converse())
        .containsExactly("DataRow 2", "CommandComplete SELECT 1", "ReadyForQuery T");
  }

  @Test
  void pipelinedBatchesKeepTheirOrderAcrossLanes() throws Exception {
    WireClient client = open();
    for (int i = 0; i < 200; i++) {
      String sql = i % 3 == 0 ? "rows 1" : i % 7 == 0 ? "fail" : "echo " + i;
      client.parse("", sql).bind("", "").execute("", 0).sync();
    }
    client.send();
    for (int i = 0; i < 200; i++) {
      String answer = i % 3 == 0 ? "DataRow 0" : i % 7 == 0 ? "ErrorResponse" : "DataRow " + i;
      assertThat(client.readUntil("ReadyForQuery").get(2)).startsWith(answer);
    }
  }

  @Test
  void shortAndLongWorkAlternatingNeverSwapsAnswers() throws Exception {
    WireClient client = open();
    Thread sender =
        Thread.ofPlatform()
            .start(() -> {
              try {
                for (int i = 0; i < 3000; i++) {
                  client.query(i % 2 == 0 ? "echo " + i : "long 0").send();
                }
              } catch (java.io.IOException failure) {
                throw new java.io.UncheckedIOException(failure);
              }
            });
    for (int i = 0; i < 3000; i++) {
      assertThat(client.readUntil("ReadyForQuery"))
          .contains(i % 2 == 0 ? "DataRow " + i : "CommandComplete SLEEP");
    }
    sender.join();
  }

  @Test
  void aFunctionIsCalledByItsNumber() throws Exception {
    WireClient client = open();
    byte[] none = WireClient.int16(0);
    client.message('F', WireClient.int32(42), none, none, none);
    assertThat(client.converse()).containsExactly("FunctionCallResponse called 42", READY);
    client.message('F', WireClient.int32(0), none, none, none);
    assertThat(client.converse()).containsExactly("FunctionCallResponse NULL", READY);
    client.message('F', WireClient.int32(-1), none, none, none);
    assertThat(client.converse())
        .containsExactly("ErrorResponse ERROR 42883 no function -1", READY);
  }

  @Test
  void aFatalErrorIsTheLastMessage() throws Exception {
    WireClient client = open();
    client.query("die").query("echo a").send();
    assertThat(client.readToEnd()).containsExactly("ErrorResponse FATAL 57P01 gone", "closed");
  }

  @Test
  void terminateClosesTheSession() throws Exception {
    WireClient client = open();
    client.query("echo a").message('X').send();
    assertThat(client.readToEnd()).endsWith(READY, "closed");
    await(() -> backend.closed.get() == 1);
  }

  @Test
  void copyInTakesWhatTheClientSends() throws Exception {
    WireClient client = open();
    client.query("copyin").send();
    assertThat(client.read()).isEqualTo("CopyInResponse");
    assertThat(client.copyData("1\n").copyData("22\n").message('c').converse())
        .containsExactly("CommandComplete COPY 5", READY);
  }

  @Test
  void copyInInABatchIgnoresTheSyncSentAhead() throws Exception {
    WireClient client = open();
    client.parse("", "copyin").bind("", "").execute("", 0).sync().send();
    client.readUntil("CopyInResponse");
    assertThat(client.copyData("1\n").message('c').sync().converse())
        .containsExactly("CommandComplete COPY 2", READY);
  }

  @Test
  void copyFailIsAnError() throws Exception {
    WireClient client = open();
    client.query("copyin").send();
    client.read();
    assertThat(client.copyData("1\n").message('f', WireClient.cstring("had enough")).converse())
        .containsExactly("ErrorResponse ERROR 57014 COPY from stdin failed: had enough", READY);
  }

  @Test
  void dataAfterAFailedCopyIsPassedOver() throws Exception {
    WireClient client = open();
    client.query("copyin").send();
    client.read();
    assertThat(client.copyData("bad").copyData("more").message('c').converse())
        .containsExactly("ErrorResponse ERROR 22P02 bad data", READY);
    assertThat(client.query("echo a").converse()).contains("DataRow a");
  }

  @Test
  void dataAfterAFailedCopyInABatchIsPassedOverUntilSync() throws Exception {
    WireClient client = open();
    client.parse("", "copyin").bind("", "").execute("", 0).send();
    client.readUntil("CopyInResponse");
    assertThat(client.copyData("bad").copyData("more").message('c').sync().converse())
        .containsExactly("ErrorResponse ERROR 22P02 bad data", READY);
  }

  @Test
  void anotherMessageDuringCopyInIsAnError() throws Exception {
    WireClient client = open();
    client.query("copyin").send();
    client.read();
    assertThat(client.query("echo a").converse())
        .containsExactly(
            "ErrorResponse ERROR 08P01 unexpected message type 0x51 during COPY from stdin", READY);
  }

  @Test
  void copyOutSendsAPieceForEachRow() throws Exception {
    assertThat(open().query("copyout 2").converse())
        .containsExactly(
            "CopyOutResponse",
            "CopyData 0",
            "CopyData 1",
            "CopyDone",
            "CommandComplete COPY 2",
            READY);
  }

  @Test
  void strayCopyMessagesAreIgnored() throws Exception {
    WireClient client = open();
    client.copyData("x").message('c').message('f', WireClient.cstring("x"));
    assertThat(client.sync().converse()).containsExactly(READY);
  }

  @Test
  void malformedMessagesAreErrorsAndTheSessionGoesOn() throws Exception {
    WireClient client = open();
    assertThat(client.message('Q', "echo a".getBytes()).converse())
        .containsExactly("ErrorResponse ERROR 08P01 invalid string in message", READY);
    assertThat(client.message('Q', new byte[] {'a', (byte) 0xff, 0}).converse())
        .containsExactly(
            "ErrorResponse ERROR 22021 invalid byte sequence for encoding \"UTF8\": 0xff", READY);
    assertThat(client.message('P', new byte[] {0, 'a', 0, 0, 100}).sync().converse())
        .containsExactly("ErrorResponse ERROR 08P01 insufficient data left in message", READY);
    assertThat(client.describe('X', "").sync().converse())
        .containsExactly("ErrorResponse ERROR 08P01 invalid DESCRIBE message subtype 88", READY);
    assertThat(client.message('S', new byte[4]).converse())
        .containsExactly("ErrorResponse ERROR 08P01 invalid message format", READY);
    assertThat(client.query("echo b").converse()).contains("DataRow b");
  }

  @Test
  void aByteThatBeginsNoMessageEndsTheConnection() throws Exception {
    WireClient client = open();
    client.query("echo a").raw(new byte[] {'z'}).send();
    assertThat(client.readToEnd())
        .endsWith(READY, "ErrorResponse FATAL 08P01 invalid frontend message type 122", "closed");
  }
}
