package configtoml_test

import (
	"fmt"
	"time"
)

// fileConfig is the type into which GitLab Runner reads config.toml, from
// https://docs.gitlab.com/runner/configuration/advanced-configuration/.
type fileConfig struct {
	Concurrent       int             `toml:"concurrent"`
	CheckInterval    int             `toml:"check_interval"`
	LogLevel         *string         `toml:"log_level"`
	LogFormat        *string         `toml:"log_format"`
	SentryDSN        *string         `toml:"sentry_dsn"`
	ConnectionMaxAge *time.Duration  `toml:"connection_max_age"`
	ListenAddress    string          `toml:"listen_address"`
	ShutdownTimeout  int             `toml:"shutdown_timeout"`
	SessionServer    sessionServer   `toml:"session_server"`
	Machine          *globalMachine  `toml:"machine"`
	Runners          []*runnerConfig `toml:"runners"`
}

type sessionServer struct {
	ListenAddress    string `toml:"listen_address"`
	AdvertiseAddress string `toml:"advertise_address"`
	SessionTimeout   int    `toml:"session_timeout"`
}

type globalMachine struct {
	ShutdownDrain *struct {
		Enabled      bool          `toml:"enabled"`
		Concurrency  int           `toml:"concurrency"`
		MaxRetries   int           `toml:"max_retries"`
		RetryBackoff time.Duration `toml:"retry_backoff"`
	} `toml:"shutdown_drain"`
}

type runnerConfig struct {
	Name                           string            `toml:"name"`
	URL                            string            `toml:"url"`
	ID                             int64             `toml:"id"`
	Token                          string            `toml:"token"`
	TokenObtainedAt                time.Time         `toml:"token_obtained_at"`
	TokenExpiresAt                 time.Time         `toml:"token_expires_at"`
	TLSCAFile                      string            `toml:"tls-ca-file"`
	TLSCertFile                    string            `toml:"tls-cert-file"`
	TLSKeyFile                     string            `toml:"tls-key-file"`
	Limit                          int               `toml:"limit"`
	Executor                       string            `toml:"executor"`
	Shell                          string            `toml:"shell"`
	BuildsDir                      string            `toml:"builds_dir"`
	CacheDir                       string            `toml:"cache_dir"`
	Environment                    []string          `toml:"environment"`
	RequestConcurrency             int               `toml:"request_concurrency"`
	StrictCheckInterval            *bool             `toml:"strict_check_interval"`
	OutputLimit                    int               `toml:"output_limit"`
	PreGetSourcesScript            string            `toml:"pre_get_sources_script"`
	PostGetSourcesScript           string            `toml:"post_get_sources_script"`
	PreBuildScript                 string            `toml:"pre_build_script"`
	PostBuildScript                string            `toml:"post_build_script"`
	CloneURL                       string            `toml:"clone_url"`
	DebugTraceDisabled             bool              `toml:"debug_trace_disabled"`
	CleanGitConfig                 *bool             `toml:"clean_git_config"`
	UnhealthyRequestsLimit         int               `toml:"unhealthy_requests_limit"`
	UnhealthyInterval              *time.Duration    `toml:"unhealthy_interval"`
	JobStatusFinalUpdateRetryLimit int               `toml:"job_status_final_update_retry_limit"`
	PrepareTimeout                 *time.Duration    `toml:"prepare_timeout"`
	GetSourcesTimeout              *time.Duration    `toml:"get_sources_timeout"`
	Labels                         map[string]string `toml:"labels"`
	FeatureFlags                   map[string]bool   `toml:"feature_flags"`
	Experimental                   *experimental     `toml:"experimental"`
	CustomBuildDir                 struct {
		Enabled *bool `toml:"enabled"`
	} `toml:"custom_build_dir"`
	Referees struct {
		Metrics struct {
			PrometheusAddress string   `toml:"prometheus_address"`
			QueryInterval     int      `toml:"query_interval"`
			Queries           []string `toml:"queries"`
		} `toml:"metrics"`
	} `toml:"referees"`
	Artifact struct {
		UploadTimeout         *time.Duration `toml:"upload_timeout"`
		ResponseHeaderTimeout *time.Duration `toml:"response_header_timeout"`
	} `toml:"artifact"`
	Monitoring *struct {
		JobQueuingDurations []struct {
			Periods   []string      `toml:"periods"`
			Timezone  string        `toml:"timezone"`
			Threshold time.Duration `toml:"threshold"`
		} `toml:"job_queuing_durations"`
	} `toml:"monitoring"`
	Cache      *cacheConfig      `toml:"cache"`
	Docker     *dockerConfig     `toml:"docker"`
	SSH        *sshConfig        `toml:"ssh"`
	Parallels  *vmConfig         `toml:"parallels"`
	VirtualBox *vmConfig         `toml:"virtualbox"`
	Custom     *customConfig     `toml:"custom"`
	Machine    *machineConfig    `toml:"machine"`
	Instance   *instanceConfig   `toml:"instance"`
	Autoscaler *autoscalerConfig `toml:"autoscaler"`
	Kubernetes *kubernetesConfig `toml:"kubernetes"`
}

type experimental struct {
	BootVerify struct {
		Enabled           bool          `toml:"enabled"`
		Timeout           time.Duration `toml:"timeout"`
		AcquireMinBackoff time.Duration `toml:"acquire_min_backoff"`
		AcquireMaxBackoff time.Duration `toml:"acquire_max_backoff"`
	} `toml:"boot_verify"`
}

type cacheConfig struct {
	Type                   string
	Path                   string
	Shared                 bool
	MaxUploadedArchiveSize int64
	S3                     *struct {
		ServerAddress, AccessKey, SecretKey, SessionToken, BucketName, BucketLocation string
		Insecure                                                                      bool
		AuthenticationType, ServerSideEncryption, ServerSideEncryptionKeyID           string
		DualStack, PathStyle                                                          *bool
		Accelerate                                                                    bool
		RoleARN                                                                       string
		AssumeRoleMaxConcurrency                                                      int
	} `toml:"s3"`
	GCS *struct {
		CredentialsFile, AccessID, PrivateKey, BucketName, UniverseDomain string
	} `toml:"gcs"`
	Azure *struct {
		AccountName, AccountKey, ContainerName, StorageDomain string
	} `toml:"azure"`
}

type service struct {
	Name        string   `toml:"name"`
	Alias       string   `toml:"alias"`
	Command     []string `toml:"command"`
	Entrypoint  []string `toml:"entrypoint"`
	Environment []string `toml:"environment"`
}

type dockerConfig struct {
	Host                   string              `toml:"host"`
	Hostname               string              `toml:"hostname"`
	TLSCertPath            string              `toml:"tls_cert_path"`
	TLSVerify              bool                `toml:"tls_verify"`
	Image                  string              `toml:"image"`
	Memory                 string              `toml:"memory"`
	CPUSetCPUs             string              `toml:"cpuset_cpus"`
	CPUS                   string              `toml:"cpus"`
	CPUShares              int64               `toml:"cpu_shares"`
	DNS                    []string            `toml:"dns"`
	Privileged             bool                `toml:"privileged"`
	ServicesPrivileged     *bool               `toml:"services_privileged"`
	OomScoreAdjust         int                 `toml:"oom_score_adjust"`
	CapAdd                 []string            `toml:"cap_add"`
	CapDrop                []string            `toml:"cap_drop"`
	SecurityOpt            []string            `toml:"security_opt"`
	Devices                []string            `toml:"devices"`
	ServicesDevices        map[string][]string `toml:"services_devices"`
	DisableCache           bool                `toml:"disable_cache"`
	Volumes                []string            `toml:"volumes"`
	VolumeDriverOps        map[string]string   `toml:"volume_driver_ops"`
	ExtraHosts             []string            `toml:"extra_hosts"`
	NetworkMode            string              `toml:"network_mode"`
	Services               []service           `toml:"services"`
	ServicesLimit          *int                `toml:"services_limit"`
	WaitForServicesTimeout int                 `toml:"wait_for_services_timeout"`
	AllowedImages          []string            `toml:"allowed_images"`
	AllowedPullPolicies    []string            `toml:"allowed_pull_policies"`
	PullPolicy             oneOrMore           `toml:"pull_policy"`
	ShmSize                int64               `toml:"shm_size"`
	Tmpfs                  map[string]string   `toml:"tmpfs"`
	SysCtls                map[string]string   `toml:"sysctls"`
	ContainerLabels        map[string]string   `toml:"container_labels"`
	Ulimit                 map[string]string   `toml:"ulimit"`
	LogOptions             map[string]string   `toml:"log_options"`
}

// oneOrMore is a text or a list of texts.
type oneOrMore []string

func (o *oneOrMore) UnmarshalTOML(data any) error {
	switch data := data.(type) {
	case string:
		*o = oneOrMore{data}
	case []any:
		for _, one := range data {
			*o = append(*o, fmt.Sprint(one))
		}
	default:
		return fmt.Errorf("%T is neither", data)
	}

	return nil
}

type sshConfig struct {
	Host                         string `toml:"host"`
	Port                         string `toml:"port"`
	User                         string `toml:"user"`
	Password                     string `toml:"password"`
	IdentityFile                 string `toml:"identity_file"`
	DisableStrictHostKeyChecking *bool  `toml:"disable_strict_host_key_checking"`
}

type vmConfig struct {
	BaseName         string   `toml:"base_name"`
	TemplateName     string   `toml:"template_name"`
	BaseSnapshot     string   `toml:"base_snapshot"`
	BaseFolder       string   `toml:"base_folder"`
	DisableSnapshots bool     `toml:"disable_snapshots"`
	AllowedImages    []string `toml:"allowed_images"`
	StartType        string   `toml:"start_type"`
}

type customConfig struct {
	ConfigExec          string   `toml:"config_exec"`
	ConfigArgs          []string `toml:"config_args"`
	ConfigExecTimeout   *int     `toml:"config_exec_timeout"`
	PrepareExec         string   `toml:"prepare_exec"`
	RunExec             string   `toml:"run_exec"`
	RunArgs             []string `toml:"run_args"`
	CleanupExec         string   `toml:"cleanup_exec"`
	GracefulKillTimeout *int     `toml:"graceful_kill_timeout"`
	ForceKillTimeout    *int     `toml:"force_kill_timeout"`
}
