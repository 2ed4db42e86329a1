/* key: an issuer's keys. */
#include "cli/key.h"

#include "crypto/jwk.h"
#include "host/terminal.h"
#include "vc/did.h"

#include <string.h>

static const struct cli_option OPTIONS[] = {
    {"type", 't', "TYPE", "ed25519 (the default), p256 or p384"},
    {"output", 'o', "FILE", "the new key file, or where the export goes"},
    {"plain", 0, NULL, "leave the secret in clear: no passphrase"},
    {"passphrase-file", 0, "FILE", "the passphrase, on one line"},
    {"controller", 'c', "URL", "whose key it is; by default its did:key"},
    {"format", 'f', "NAME", "of an export: multikey, jwk, did or document"},
};

static const struct cli_example EXAMPLES[] = {
    {"testamur key new -o college.key", "a new key, with a passphrase"},
    {"testamur key show college.key", "whose is it?"},
    {"testamur key export -f jwk college.key", "the public half, as a JWK"},
    {"testamur key export -f document college.key",
        "a controlled identifier document to publish"},
};

enum {
    PASSPHRASE_BYTES_MAX = 1024,
};

/* --- the passphrase --- */

/* The first line of a file. */
static bool read_passphrase_file(
    const struct cli *cli, const char *path, str *ret, int *ret_exit)
{
    size_t end;

    if (!cli_read(cli, path, ret, ret_exit))
        return false;
    end = str_find(*ret, '\n', 0);
    *ret = str_sub(*ret, 0, end);
    if (ret->len > 0 && ret->ptr[ret->len - 1] == '\r')
        ret->len--;
    return true;
}

static bool ask(const char *prompt, char to[PASSPHRASE_BYTES_MAX], str *ret)
{
    size_t n = 0;

    if (!terminal_ask_secret(prompt, to, PASSPHRASE_BYTES_MAX, &n))
        return false;
    *ret = (str){to, n};
    return true;
}

bool cli_read_key(
    const struct cli *cli, const char *path, struct keyfile *ret, int *ret_exit)
{
    const char *from = cli_value(cli, "passphrase-file");
    const struct provider *provider = native_provider(cli->engine->native);
    char typed[PASSPHRASE_BYTES_MAX];
    str passphrase = {NULL, 0};
    struct err e = {0};
    code result;

    if (from && !read_passphrase_file(cli, from, &passphrase, ret_exit))
        return false;
    result = keyfile_read(path, passphrase, provider, ret, &e);
    if (result == E_KEY_FILE && !from && strcmp(e.arg, "passphrase") == 0 &&
        ask("passphrase: ", typed, &passphrase))
        result = keyfile_read(path, passphrase, provider, ret, &e);
    key_wipe_bytes(typed, sizeof(typed));
    if (result == OK && ret->id[0] == '\0') {
        did_key_write(&ret->key.public, ret->controller);
        did_key_write_method(&ret->key.public, ret->id);
    }
    if (result == OK)
        return true;
    e.code = result;
    *ret_exit = cli_complain(cli, path, &e);
    return false;
}

/* The passphrase for a new key: twice the same from a terminal. */
static bool choose_passphrase(
    struct cli *cli, char typed[PASSPHRASE_BYTES_MAX], str *ret, int *ret_exit)
{
    const char *from = cli_value(cli, "passphrase-file");
    char again[PASSPHRASE_BYTES_MAX];
    str second = {NULL, 0};
    bool same;

    if (cli_has(cli, "plain"))
        return true;
    if (from)
        return read_passphrase_file(cli, from, ret, ret_exit);
    if (!ask("passphrase: ", typed, ret) ||
        !ask("once more:  ", again, &second)) {
        *ret_exit = cli_misuse(cli,
            "no terminal to ask for a passphrase: use --passphrase-file or "
            "--plain",
            NULL);
        return false;
    }
    same = str_eq(*ret, second) && ret->len > 0;
    key_wipe_bytes(again, sizeof(again));
    if (!same)
        *ret_exit = cli_misuse(cli, "not twice the same, or empty", NULL);
    return same;
}

/* --- new --- */

static bool read_type(const struct cli *cli, enum key_type *ret)
{
    const char *name = cli_value(cli, "type");

    *ret = KEY_ED25519;
    if (!name || strcmp(name, "ed25519") == 0)
        return true;
    *ret = strcmp(name, "p256") == 0   ? KEY_P256
           : strcmp(name, "p384") == 0 ? KEY_P384
                                       : KEY_NONE;
    if (*ret == KEY_NONE)
        cli_misuse(cli, "name ed25519, p256 or p384", name);
    return *ret != KEY_NONE;
}

/* The method is CONTROLLER#MULTIKEY: for a did:key that is its only one. */
static bool name_key(const struct cli *cli, struct keyfile *file)
{
    const char *controller = cli_value(cli, "controller");
    char multikey[MULTIKEY_TEXT_MAX];
    size_t n;

    if (!controller) {
        did_key_write(&file->key.public, file->controller);
        did_key_write_method(&file->key.public, file->id);
        return true;
    }
    n = strlen(controller);
    key_to_multikey(&file->key.public, multikey);
    if (n + 1 + strlen(multikey) >= KEYFILE_ID_BYTES) {
        cli_misuse(cli, "too long", controller);
        return false;
    }
    memcpy(file->controller, controller, n + 1);
    memcpy(file->id, controller, n);
    file->id[n] = '#';
    memcpy(file->id + n + 1, multikey, strlen(multikey) + 1);
    return true;
}

static int make_key(struct cli *cli, enum key_type type, str passphrase)
{
    const struct provider *provider = native_provider(cli->engine->native);
    const char *path = cli_value(cli, "output");
    struct keyfile file = {0};
    struct err e = {0};
    code result = provider_generate(provider, type, &file.key);

    if (result == OK && !name_key(cli, &file)) {
        keyfile_wipe(&file);
        return EXIT_BAD_INPUT;
    }
    if (result == OK)
        result = keyfile_write(path, &file, passphrase, provider, &e);
    keyfile_wipe(&file);
    if (result != OK) {
        e.code = result;
        return cli_complain(cli, path, &e);
    }
    out_text(cli->out, str_of(file.controller));
    out_put(cli->out, "\n");
    return EXIT_GOOD;
}

static int run_new(struct cli *cli)
{
    char typed[PASSPHRASE_BYTES_MAX];
    str passphrase = {NULL, 0};
    enum key_type type;
    int status = EXIT_GOOD;

    if (cli->n_files > 1)
        return cli_misuse(cli, "name the file with --output", cli->files[1]);
    if (!cli_has(cli, "output"))
        return cli_misuse(cli, "name the new file with --output", NULL);
    if (!read_type(cli, &type))
        return EXIT_BAD_INPUT;
    if (choose_passphrase(cli, typed, &passphrase, &status))
        status = make_key(cli, type, passphrase);
    key_wipe_bytes(typed, sizeof(typed));
    return status;
}

/* --- show and export --- */

static int show(struct cli *cli, const struct keyfile *file)
{
    char multikey[MULTIKEY_TEXT_MAX];

    key_to_multikey(&file->key.public, multikey);
    out_styled(cli->out, OUT_DIM, "type        ");
    out_text(cli->out, key_type_name(file->key.type));
    out_styled(cli->out, OUT_DIM, "\ncontroller  ");
    out_text(cli->out, str_of(file->controller));
    out_styled(cli->out, OUT_DIM, "\nmethod      ");
    out_text(cli->out, str_of(file->id));
    out_styled(cli->out, OUT_DIM, "\npublic key  ");
    out_text(cli->out, str_of(multikey));
    out_put(cli->out, "\n");
    return EXIT_GOOD;
}

/* Controlled Identifiers 1.0, section 2: the document that others look the
 * key up in. A did:key is its own. */
static struct json *key_document(const struct keyfile *file, struct arena *a)
{
    struct json *resolved = NULL;
    struct json *document = json_new(a, JSON_OBJECT);
    struct json *methods = json_new(a, JSON_ARRAY);
    struct json *purposes;

    if (did_key_document(str_of(file->controller), a, &resolved, NULL) == OK)
        return resolved;
    json_add(document, S("@context"),
        json_new_string(a, S("https://www.w3.org/ns/cid/v1")));
    json_add(document, S("id"), json_new_string(a, str_of(file->controller)));
    json_push(methods, keyfile_public(file, a));
    json_add(document, S("verificationMethod"), methods);
    purposes = json_new(a, JSON_ARRAY);
    json_push(purposes, json_new_string(a, str_of(file->id)));
    json_add(document, S("assertionMethod"), purposes);
    json_add(document, S("authentication"), json_copy(a, purposes));
    return document;
}

static int write_tree(struct cli *cli, const struct json *tree)
{
    struct buf out;

    buf_init(&out, &cli->engine->step, (size_t)64 * 1024);
    json_write(&out, tree, JSON_PRETTY);
    return cli_write(cli, cli_value(cli, "output"), buf_bytes(&out));
}

static int export_jwk(struct cli *cli, const struct keyfile *file)
{
    struct json *jwk = NULL;
    struct err e = {0};
    code result = key_to_jwk(&file->key.public, &cli->engine->step, &jwk, &e);

    if (result != OK) {
        e.code = result;
        return cli_complain(cli, NULL, &e);
    }
    return write_tree(cli, jwk);
}

static int export(struct cli *cli, const struct keyfile *file)
{
    const char *format = cli_value(cli, "format");
    char line[DID_KEY_BYTES + 2];
    size_t n;

    if (!format || strcmp(format, "multikey") == 0)
        return write_tree(cli, keyfile_public(file, &cli->engine->step));
    if (strcmp(format, "jwk") == 0)
        return export_jwk(cli, file);
    if (strcmp(format, "document") == 0)
        return write_tree(cli, key_document(file, &cli->engine->step));
    if (strcmp(format, "did") != 0)
        return cli_misuse(cli, "name multikey, jwk, did or document", format);
    did_key_write(&file->key.public, line);
    n = strlen(line);
    line[n] = '\n';
    line[n + 1] = '\0';
    return cli_write(cli, cli_value(cli, "output"), str_bytes(str_of(line)));
}

static int run(struct cli *cli)
{
    const char *what = cli->n_files > 0 ? cli->files[0] : "";
    bool is_show = strcmp(what, "show") == 0;
    struct keyfile file = {0};
    int status = EXIT_GOOD;

    engine_begin(cli->engine);
    if (strcmp(what, "new") == 0)
        return run_new(cli);
    if (!is_show && strcmp(what, "export") != 0)
        return cli_misuse(cli, "name new, show or export", what);
    if (cli->n_files != 2)
        return cli_misuse(cli, "name one key file", NULL);
    if (cli_read_key(cli, cli->files[1], &file, &status))
        status = is_show ? show(cli, &file) : export(cli, &file);
    keyfile_wipe(&file);
    return status;
}

const struct command command_key = {
    .name = "key",
    .usage = "new|show|export [options] [FILE]",
    .summary = "make and show an issuer's keys",
    .about =
        "A new key goes into a file of its own, which only you can read, with\n"
        "the secret encrypted by a passphrase (argon2id). 'show' and 'export'\n"
        "never print the secret. Keep the file: what it signed stays valid,\n"
        "but nothing new can be signed without it.\n",
    CLI_OPTIONS(OPTIONS),
    CLI_EXAMPLES(EXAMPLES),
    .run = run,
};
