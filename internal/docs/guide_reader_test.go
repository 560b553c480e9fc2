package docs_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// reader follows a guide in an empty folder: saves its files, types its commands
// into a shell and compares what they print.
type reader struct {
	t *testing.T
	g *acctest.GitLab
	// terraform is the Terraform or OpenTofu of the test.
	terraform *acctest.TerraformDir

	// home is the reader's folder, and tools one with the programs of the guides.
	home, tools string
	// folder is that of the last command, below home.
	folder string
	// url is the address of the GitLab or emulator in use.
	url string
	// everywhere are the files of every folder.
	everywhere map[string]string
	// applied are the folders that a command of the guide has applied.
	applied map[string]bool
	// printed is what the last command printed.
	printed string
	// readOnly is set where no request may change GitLab.
	readOnly bool
	// pipeline is the last pipeline file, below home.
	pipeline string
}

// addresses are those that the guides use for GitLab and for the emulator.
var addresses = []string{"https://gitlab.example.com", "http://127.0.0.1:8929"}

// values are the reader's own values for the ones that the guides leave out.
var values = map[string]string{
	"GITLAB_TOKEN=glpat-…":  "GITLAB_TOKEN=" + acctest.RootToken,
	"TF_HTTP_PASSWORD=…":    "TF_HTTP_PASSWORD=" + acctest.RootToken,
	"TF_HTTP_USERNAME=…":    "TF_HTTP_USERNAME=root",
	"TF_VAR_passphrase=…":   "TF_VAR_passphrase='correct horse battery staple'",
	"GITLAB_PROJECT_ID=123": "GITLAB_PROJECT_ID=1",
}

// localize replaces the addresses and the values that are left out.
func (r *reader) localize(text string) string {
	for _, address := range addresses {
		text = strings.ReplaceAll(text, address, r.url)
	}

	for placeholder, value := range values {
		text = strings.ReplaceAll(text, placeholder, value)
	}

	return text
}

// save writes a file of the guide.
func (r *reader) save(name, text string) {
	r.t.Helper()

	if file, found := strings.CutPrefix(name, "*/"); found {
		r.everywhere[file] = text

		return
	}

	folder, _, below := strings.Cut(name, "/")
	if !below {
		folder = "."
	}

	r.enter(folder)

	if err := os.MkdirAll(filepath.Dir(filepath.Join(r.home, name)), 0o700); err != nil {
		r.t.Fatal(err)
	}

	r.write(name, r.localize(text))

	if slices.Contains([]string{".yml", ".yaml"}, filepath.Ext(name)) {
		r.pipeline = name
	}
}

// enter goes to a folder. It makes the folder if it is missing, with the files of
// every folder.
func (r *reader) enter(folder string) {
	r.t.Helper()

	if folder == r.folder {
		return
	}

	r.leave()

	r.folder = folder

	if err := os.MkdirAll(filepath.Join(r.home, folder), 0o700); err != nil {
		r.t.Fatal(err)
	}

	for name, text := range r.everywhere {
		r.write(filepath.Join(folder, name), r.localize(text))
	}
}

func (r *reader) write(name, text string) {
	r.t.Helper()

	if err := os.WriteFile(filepath.Join(r.home, name), []byte(text), 0o600); err != nil {
		r.t.Fatal(err)
	}
}

// session is a block of the language console: commands, each with what it
// prints.
var session = regexp.MustCompile(`(?m)^\$ (.*(?:\\\n.*)*)\n((?:[^$].*\n|\n)*)`)

// run types the commands of a block.
func (r *reader) run(e element) {
	r.t.Helper()

	if e.argument != "" {
		r.enter(e.argument)
	}

	if e.language != "console" {
		r.command(e.text, e.exitCode)

		return
	}

	commands := session.FindAllStringSubmatch(e.text, -1)
	for i, command := range commands {
		code := "0"
		if i == len(commands)-1 {
			code = e.exitCode
		}

		r.command(command[1], code)
		r.expect(command[2], r.printed)
	}

	if len(commands) == 0 {
		r.t.Fatalf("line %d: the block has no command", e.line)
	}
}

// applies matches commands that apply the folder they run in, or test it.
var applies = regexp.MustCompile(`(?m)\b(terraform|tofu)(_\w+)? (apply|test|destroy|query|plan -generate)\b`)

// command runs a command in the reader's shell, which keeps its environment
// variables. It answers every question with yes.
func (r *reader) command(text, code string) {
	r.t.Helper()

	text = strings.TrimSuffix(r.localize(text), "\n")
	if emulator.MatchString(text) && !strings.Contains(text, ">") {
		text = r.background(text)
	}

	if applies.MatchString(text) {
		r.applied[r.folder] = true
	}

	variables := filepath.Join(r.tools, "variables.sh")
	script := fmt.Sprintf("trap 'export -p >%[1]q' EXIT\n. %[1]q\nset -e\n%[2]s\n", variables, text)
	r.printed = r.shell(script, filepath.Join(r.home, r.folder), code)

	if ready := listening.FindStringSubmatch(r.printed); ready != nil {
		r.url = ready[1]
	}
}

// shell runs a script and returns what it prints.
func (r *reader) shell(script, folder, code string) string {
	r.t.Helper()

	yes, err := os.Open(filepath.Join(r.tools, "yes"))
	if err != nil {
		r.t.Fatal(err)
	}
	defer yes.Close()

	output, err := os.Create(filepath.Join(r.tools, "output"))
	if err != nil {
		r.t.Fatal(err)
	}
	defer output.Close()

	command := exec.CommandContext(r.t.Context(), "sh", "-c", script)
	command.Dir, command.Env = folder, r.terraform.Environment
	command.Stdin, command.Stdout, command.Stderr = yes, output, output
	err = command.Run()
	printed := read(r.t, output.Name())

	if got := strconv.Itoa(command.ProcessState.ExitCode()); got != code {
		r.t.Fatalf("exit code %s, want %s (%v):\n%s\n%s", got, code, err, script, printed)
	}

	return printed
}

// emulator matches commands that start the emulator.
var (
	emulator  = regexp.MustCompile(`\bgitlabsim\b`)
	listening = regexp.MustCompile(`^listening on (\S+)\n$`)
)

// background is a command that starts the emulator, which stays, as in another
// terminal. It ends when the emulator is ready.
func (r *reader) background(command string) string {
	listening := filepath.Join(r.tools, "listening")

	return fmt.Sprintf("mkfifo %[1]q\n%[2]s >%[1]q &\nhead -n 1 %[1]q", listening, strings.TrimSuffix(command, " &"))
}

// leave applies the configuration of the folder, unless a command of the guide has
// done so, and destroys what it made.
func (r *reader) leave() {
	r.t.Helper()

	if r.folder == "" {
		return
	}

	files, err := filepath.Glob(filepath.Join(r.home, r.folder, "*.tf"))
	if err != nil {
		r.t.Fatal(err)
	}

	if len(files) == 0 || r.applied[r.folder] {
		return
	}

	r.command("terraform init", "0")
	r.command("terraform apply", "0")
	r.command("terraform plan -detailed-exitcode", "0")
	r.command("terraform destroy", "0")
}

const (
	// goRun stands for "go run" of the emulator's package: it starts the program.
	goRun = `#!/bin/sh
case "$1 $2" in
"run github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/cmd/gitlabsim@latest") shift 2 && exec gitlabsim "$@" ;;
esac
exit 1
`
	// emulatorProgram starts the emulator on a free port.
	emulatorProgram = `#!/bin/sh
echo $$ >>%[1]s/processes
exec %[1]s/emulator -listen 127.0.0.1:0 "$@"
`
)
