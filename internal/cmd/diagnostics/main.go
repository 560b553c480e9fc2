// Command diagnostics prints every error and warning of the provider, so that all
// of them can be read in one go:
//
//	go run ./internal/cmd/diagnostics
//
// A word in braces, such as {runner}, stands for a value.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

func main() {
	out := bufio.NewWriter(os.Stdout)
	write(out, tfdiag.Catalogue())

	if err := out.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// write writes the diagnostics that the provider finds by itself, the causes for
// which every operation can fail, and each operation with its own causes.
func write(out io.Writer, catalogue []tfdiag.Described) {
	heading(out, "Found by the provider")

	for _, d := range catalogue {
		if d.Operation == "" {
			item(out, fmt.Sprintf("%s (%s)", d.ID, severity(d)), d.Summary, d.Detail)
		}
	}

	heading(out, "Causes for which every operation can fail")

	seen := make(map[string]bool)
	general := func(of tfdiag.OperationID) {
		for _, d := range catalogue {
			if d.General && d.Operation == of && !seen[d.Detail] {
				seen[d.Detail] = true
				item(out, "OPERATION-"+string(d.Cause), "", d.Detail)
			}
		}
	}

	general(tfdiag.CheckToken)
	heading(out, "Causes of operations without an access token")
	general(tfdiag.VerifyToken)

	for _, operation := range tfdiag.Operations() {
		describe(out, operation, catalogue)
	}
}

// describe writes an operation, what it requires, and its own causes.
func describe(out io.Writer, operation tfdiag.OperationID, catalogue []tfdiag.Described) {
	permission := operation.Permission()
	heading(out, fmt.Sprintf("%s: %s", operation, operation.Request()))

	for _, row := range []struct{ what, requirement string }{
		{"Scopes", strings.Join(permission.Scopes, ", ")},
		{"Fine-grained permission", permission.FineGrained},
		{"Instance runner", permission.Instance},
		{"Group runner", permission.Group},
		{"Project runner", permission.Project},
		{"Role", permission.Any},
	} {
		if row.requirement != "" {
			fmt.Fprintf(out, "    %s: %s\n", row.what, row.requirement)
		}
	}

	fmt.Fprintln(out)

	for _, d := range catalogue {
		if !d.General && d.Operation == operation {
			item(out, string(d.ID), d.Summary, d.Detail)
		}
	}
}

func heading(out io.Writer, text string) {
	fmt.Fprintf(out, "%s\n%s\n\n", text, strings.Repeat("=", len(text)))
}

func item(out io.Writer, name, summary, detail string) {
	fmt.Fprintln(out, name)

	if summary != "" {
		fmt.Fprintf(out, "    %s\n", summary)
	}

	fmt.Fprintf(out, "    %s\n\n", strings.ReplaceAll(detail, "\n", "\n    "))
}

func severity(d tfdiag.Described) string {
	if d.Severity == diag.SeverityWarning {
		return "warning"
	}

	return "error"
}
