import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { identityOf, setIdentity } from "../../src/git/identity.ts";
import { git, gitdir } from "../cli.ts";
import { opened } from "./recording.ts";

const environment = { GIT_AUTHOR_NAME: "Env Example", GIT_AUTHOR_EMAIL: "env@example.org" };

describe("who works here", () => {
  it("is who the settings say, this repository's before the person's", async () => {
    const repository = await opened(gitdir());
    expect(await identityOf(repository, environment)).toEqual({
      name: "Test Person",
      email: "test.person@example.org",
    });
    await setIdentity(repository, { name: "--Zoë\nExample", email: "zoe@example.org" });
    expect(await identityOf(repository, environment)).toMatchObject({ email: "zoe@example.org" });
    expect(git(repository.root, "config", "--local", "user.name")).toBe("--Zoë\nExample\n");
    await setIdentity(repository, { name: "Zoë Example", email: "zoe@example.org" });
    expect(git(repository.root, "config", "--local", "--get-all", "user.name")).toBe("Zoë Example\n");
  });

  describe("without settings", () => {
    const before = process.env.GIT_CONFIG_GLOBAL;
    beforeEach(() => {
      process.env.GIT_CONFIG_GLOBAL = "/dev/null";
    });
    afterEach(() => {
      process.env.GIT_CONFIG_GLOBAL = before;
    });
    it("is who the environment says, and never one made up by Git", async () => {
      process.env.GIT_CONFIG_GLOBAL = before;
      const repository = await opened(gitdir());
      process.env.GIT_CONFIG_GLOBAL = "/dev/null";
      expect(await identityOf(repository, environment)).toEqual({ name: "Env Example", email: "env@example.org" });
      expect(await identityOf(repository, {})).toBeNull();
      expect(await identityOf(repository, { GIT_AUTHOR_NAME: "Env Example" })).toBeNull();
      git(repository.root, "config", "user.email", "here@example.org");
      expect(await identityOf(repository, environment)).toEqual({ name: "Env Example", email: "here@example.org" });
    });
  });
});
