// Package tfdiag is the catalogue of diagnostics: every error and warning of the
// provider, with an identifier, a severity, a summary and a next step. Code
// raises a diagnostic by its identifier and gives the values; the texts are here.
//
// There are two tables. entry.go and the files entry_….go hold what the provider
// finds by itself. operation.go holds the operations of the Runners API, and
// cell.go the causes for which one can fail; a cell of the two, such as
// [CreateRunner] and [GroupNotFound], is a diagnostic too. permission.go says
// what each operation requires.
//
// The words of an answer choose which advice is shown, and nothing else: an
// answer in words that no cell lists gets the advice of its status. No token
// reaches this package.
package tfdiag
