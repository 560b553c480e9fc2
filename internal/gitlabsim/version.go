package gitlabsim

import (
	"fmt"
	"strconv"
	"strings"
)

// Version names a GitLab release, such as "17.5".
type Version string

// Newest is the newest release of the emulator, and the default.
const Newest Version = "19.5"

// oldest is the first release whose changes are listed below.
const oldest Version = "16.0"

// Versions returns the releases worth testing against, oldest first: those at
// which an answer changed, and the last one before it did. [ParseVersion]
// takes every release in between as well.
func Versions() []string {
	return []string{
		"16.0", "16.11", "17.0", "17.1", "17.5", "17.6", "17.11",
		"18.0", "18.2", "18.6", "18.10", "18.11", "19.0", "19.4", string(Newest),
	}
}

// ParseVersion reads a release such as "17.5", "17.5.2" or "v17.5.2-ee", and
// refuses releases that the emulator does not have.
func ParseVersion(text string) (Version, error) {
	r, err := parseRelease(text)
	if err != nil {
		return "", err
	}

	return Version(r.String()), nil
}

// MustVersion is [ParseVersion] for constants; it panics on an unknown version.
func MustVersion(text string) Version {
	v, err := ParseVersion(text)
	if err != nil {
		panic(err)
	}

	return v
}

// release is a version that can be compared.
type release struct{ major, minor int }

// lastMinor is the last minor release of each major one.
var lastMinor = map[int]int{16: 11, 17: 11, 18: 11, 19: 5}

func parseRelease(text string) (release, error) {
	unknown := fmt.Errorf("unknown GitLab version %q: use one from %s to %s", text, oldest, Newest)

	plain, _, _ := strings.Cut(strings.TrimPrefix(text, "v"), "-")

	parts := strings.Split(plain, ".")
	if len(parts) < 2 || len(parts) > 3 {
		return release{}, unknown
	}

	numbers := [3]int{}

	for i, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 {
			return release{}, unknown
		}

		numbers[i] = n
	}

	r := release{numbers[0], numbers[1]}
	if last, ok := lastMinor[r.major]; !ok || r.minor > last {
		return release{}, unknown
	}

	return r, nil
}

func (r release) String() string {
	return fmt.Sprintf("%d.%d", r.major, r.minor)
}

// behaviour is a change of an answer: the release at which it began and the file of
// GitLab's source that shows it. Where the source does not name a release, the
// one here is an estimate from neighbouring changes ("about").
// Unverified: releases. An answer may have changed somewhat earlier or later.
type behaviour struct {
	since  release
	source string
}

var (
	createRunnerScope          = behaviour{release{16, 3}, "lib/gitlab/auth.rb (about; merge request 124074)"}
	noteInDetails              = behaviour{release{16, 10}, "lib/api/entities/ci/runner_details.rb (merge request 144482)"}
	blankIPAddress             = behaviour{release{17, 0}, "lib/api/entities/ci/runner.rb"}
	registrationOff            = behaviour{release{17, 0}, "app/models/application_setting_implementation.rb"}
	manageRunnerScope          = behaviour{release{17, 1}, "lib/gitlab/auth.rb (about; merge request 153285)"}
	staleAfterWeek             = behaviour{release{17, 1}, "app/models/ci/runner.rb (about; merge request 155795)"}
	typedTokens                = behaviour{release{17, 6}, "app/models/authn/tokens/runner_authentication_token.rb (about)"}
	orphansRefused             = behaviour{release{17, 9}, "lib/api/ci/helpers/runner.rb (about)"}
	ownerRule                  = behaviour{release{17, 11}, "app/services/ci/runners/unassign_runner_service.rb (about)"}
	newAssignText              = behaviour{release{17, 11}, "app/services/ci/runners/assign_runner_service.rb (about)"}
	descriptionLimit           = behaviour{release{17, 11}, "app/models/ci/runner.rb (about)"}
	longRegisteredTokens       = behaviour{release{17, 11}, "app/models/ci/runner.rb (about)"}
	routableTokens             = behaviour{release{18, 0}, "app/models/ci/runner.rb (about; behind a flag at first)"}
	githubInProfiles           = behaviour{release{18, 0}, "lib/api/entities/user.rb (about)"}
	hidesNote                  = behaviour{release{18, 2}, "lib/api/entities/ci/runner_details.rb (about; issue 551957)"}
	executionStatus            = behaviour{release{18, 2}, "lib/api/entities/ci/runner_manager.rb (about)"}
	verifyIsContact            = behaviour{release{18, 2}, "lib/api/ci/runner.rb (about)"}
	managerDeletionIsNoContact = behaviour{release{18, 2}, "lib/api/ci/helpers/runner.rb (about)"}
	orphansAccepted            = behaviour{release{18, 2}, "lib/api/ci/helpers/runner.rb (about)"}
	adminRoles                 = behaviour{release{18, 3}, "app/policies/ci/runner_policy.rb (about; Ultimate)"}
	groupJobsForReaders        = behaviour{release{18, 4}, "app/policies/ci/runner_policy.rb (about)"}
	createdByInLists           = behaviour{release{18, 6}, "lib/api/entities/ci/runner.rb (about)"}
	customTokenPrefix          = behaviour{release{18, 6}, "app/models/ci/runner.rb (about)"}
	routerDiscovery            = behaviour{release{18, 7}, "lib/api/ci/runner.rb (behind flags)"}
	projectVisibility          = behaviour{release{18, 8}, "lib/api/entities/basic_project_details.rb (about)"}
	runningAlone               = behaviour{release{18, 10}, "app/models/ci/runner.rb (about)"}
	explicitExpiry             = behaviour{release{18, 10}, "lib/api/user_runners.rb (Premium)"}
	putOmitsProjects           = behaviour{release{18, 11}, "lib/api/ci/runners.rb (about)"}
	runnerProjects             = behaviour{release{18, 11}, "lib/api/ci/runners.rb (about)"}
	auditorsRead               = behaviour{release{18, 11}, "app/policies/ci/runner_policy.rb (about)"}
	lockedRule                 = behaviour{release{18, 11}, "app/services/ci/runners/unassign_runner_service.rb (about)"}
	nameLimit                  = behaviour{release{18, 11}, "app/models/ci/runner.rb (about)"}
	routableForAll             = behaviour{release{18, 11}, "app/models/ci/runner.rb (about)"}
	securityManagers           = behaviour{release{19, 0}, "config/authz/roles/security_manager.yml (about)"}
	fineGrainedTokens          = behaviour{release{19, 1}, "lib/api/ci/runners.rb (about)"}
	namedNotFound              = behaviour{release{19, 1}, "lib/api/ci/runners.rb (about)"}
	expiryInDetails            = behaviour{release{19, 5}, "lib/api/entities/ci/runner_details.rb (about; merge request 253821)"}
)

func (r release) has(b behaviour) bool {
	return r.major > b.since.major || r.major == b.since.major && r.minor >= b.since.minor
}
